// Searches as readers do: by keyboard, by hand, by a link, from a folder, without a script.
// Refuses results that only a pointer could reach, and an index that is loaded before somebody searches.
import { file } from '../tools.mjs';

export const name = 'search works by keyboard, by hand, by link, from file:// and without a script';

const QUERY = 'jorney map';
const FOUND = 'plays/journey-map.html';

export async function run({ browser, page, problems, url, fileUrl, visit, expect }) {
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await visit('terms/customer-focus.html');
  await page.waitForLoadState('networkidle');
  expect.ok(requests.length <= 5, `the first view took ${requests.length} requests`);
  expect.none(requests.filter((request) => /\/search[./]/.test(request)), 'request before search was opened');
  await keyboard(page, url, expect);
  await dialog(page, url, expect);
  await linked(page, url, expect);
  await folder(page, fileUrl, expect);
  expect.none(problems, 'problem');
  await withoutScript(browser, url, expect);
  await looks(browser, url, expect);
}

const field = (page) => page.getByRole('combobox');
const option = (page, at) => page.getByRole('option').nth(at);

async function keyboard(page, url, expect) {
  for (const key of ['/', 'Control+k']) {
    await page.keyboard.press(key);
    await field(page).waitFor();
    expect.ok(await field(page).isVisible(), `${key} opens search`);
    await page.keyboard.press('Escape');
    expect.equal(await page.getByRole('dialog').count(), 0, `Escape closes what ${key} opened`);
  }
  await page.locator('.search-link').focus();
  await page.keyboard.press('Enter');
  await field(page).waitFor();
  await page.keyboard.type(QUERY);
  await option(page, 0).waitFor();
  expect.equal(await field(page).getAttribute('aria-expanded'), 'true', 'the field says that it has results');
  expect.ok(/\d/.test(await page.getByRole('status').textContent()), 'the status says how many pages were found');
  expect.equal(await field(page).getAttribute('aria-activedescendant'), null, 'nothing is chosen yet');
  await page.keyboard.press('ArrowDown');
  const chosen = await page.locator('[aria-selected=true]').getAttribute('id');
  expect.equal(await field(page).getAttribute('aria-activedescendant'), chosen, 'the field names the chosen result');
  await page.keyboard.press('ArrowUp');
  const last = await page.getByRole('option').last().getAttribute('aria-selected');
  expect.equal(last, 'true', 'up from the first result comes the last');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  const back = await page.evaluate(() => document.activeElement.className);
  expect.equal(back, 'search-link', 'Escape gives the focus back');
  await page.keyboard.press('Enter');
  await field(page).fill('journey map');
  await page.waitForFunction(() => /journey/i.test(document.querySelector('[role=option] mark')?.textContent ?? ''));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}${FOUND}*`);
}

async function dialog(page, url, expect) {
  await page.locator('.search-link').click();
  await field(page).waitFor();
  await page.keyboard.type('hear a customer in person');
  const asked = page.getByRole('option').filter({ hasText: 'When did each of us last hear' });
  await asked.first().waitFor();
  expect.ok((await asked.first().getAttribute('href')).includes('#'), 'a question is found where it stands');
  expect.ok((await page.getByRole('group').count()) > 1, 'results are grouped by kind');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}search.html?q=*`);
}

async function linked(page, url, expect) {
  await page.goto(`${url}search.html?q=nps`);
  await page.getByRole('option').filter({ hasText: 'Net promoter score' }).first().waitFor();
  expect.equal(await field(page).inputValue(), 'nps', 'the field shows the query of the address');
  await field(page).fill('complaint');
  await page.getByRole('option').filter({ hasText: 'Complaint clinic' }).first().waitFor();
  expect.ok(page.url().endsWith('?q=complaint'), 'the address follows the field');
  await field(page).fill('zzzzzz');
  await page.waitForFunction(() => !document.querySelector('[role=option]'));
  expect.ok(!/\d/.test(await page.getByRole('status').textContent()), 'what is nowhere is not found');
}

async function folder(page, fileUrl, expect) {
  await page.goto(`${fileUrl}terms/customer-focus.html`);
  await page.keyboard.press('/');
  await field(page).waitFor();
  await page.keyboard.type(QUERY);
  await option(page, 0).waitFor();
  const links = await page.getByRole('option').evaluateAll((all) => all.map((one) => one.href));
  expect.ok(links.slice(0, 3).includes(fileUrl + FOUND), `from a folder the first results are ${links.slice(0, 3)}`);
}

async function withoutScript(browser, url, expect) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}terms/customer-focus.html`);
  await page.locator('.search-link').click();
  await page.waitForURL(`${url}search.html`);
  expect.ok((await page.locator('.other-sections a').count()) > 3, 'without a script the sections are listed');
  expect.ok((await page.locator('#lb-search p').textContent()).includes('JavaScript'), 'the page says what is missing');
  await context.close();
}

/** Open, in every look and width: no violation, no scrolling sideways, nothing too small for a thumb. */
async function looks(browser, url, expect) {
  for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
    const context = await browser.newContext(media);
    await context.addInitScript({ path: file('axe-core/axe.min.js') });
    const page = await context.newPage();
    for (const path of ['plays/journey-map.html', 'search.html?q=customer']) {
      await page.goto(url + path);
      if (!path.includes('?')) {
        await page.locator('.search-link').click();
        await field(page).waitFor();
        await page.keyboard.type('customer');
      }
      await option(page, 0).waitFor();
      await page.keyboard.press('ArrowDown');
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const here = `${path} ${JSON.stringify(media)} ${width}`;
        expect.none((await page.evaluate(violations)).map((violation) => `${here}: ${violation}`), 'violation');
        expect.none((await page.evaluate(small)).map((what) => `${here}: ${what}`), 'target below 44 px');
      }
    }
    await context.close();
  }
}

async function violations() {
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

function small() {
  const all = [...document.querySelectorAll('.search [role=option], .search button, [role=combobox], #lb-search [role=option], .more:not([hidden])')];
  const low = all.filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44);
  const wide = document.scrollingElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
  return [...wide, ...low.map((one) => one.outerHTML.slice(0, 80))];
}
