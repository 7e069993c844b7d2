// Fills in a page that asks as a team does: from a folder and over HTTP, by keyboard, with hostile text, with files of others.
// Refuses answers that are lost, sent anywhere, or taken for anything but text.
import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch } from '../chromium.mjs';
import { file } from '../tools.mjs';

export const name = 'answers are kept, exported, imported, merged and scored, on this device alone';

const PAGE = 'canvases/customer-focus-canvas/fill.html';
const HOSTILE = [
  '<script>document.title = "run"</script><img src=x onerror=alert(1)>', '=CMD("calc")', 'line one\nline two\n\nline four', '"quoted", semi;colon',
  'שלום עולם', '👩‍👩‍👧 🇩🇪', '{{ 7 * 7 }} ${x} </script>', '__proto__',
];

export async function run({ browser, url, fileUrl, expect }) {
  const folder = await mkdtemp(join(tmpdir(), 'lensbook-fill-'));
  try {
    for (const base of [url, fileUrl]) await there(browser, base, folder, expect);
    await merged(browser, url, folder, expect);
    await keyboard(browser, url, expect);
    await refused(browser, url, folder, expect);
    await states(browser, url, expect);
    await plain(browser, url, expect);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A page in a profile of its own, which may load nothing from elsewhere. */
async function open(browser, base, expect, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.problems = await watch(page);
  page.on('dialog', (dialog) => dialog.accept());
  page.on('request', (request) => expect.ok(request.url().startsWith(base) || request.url().startsWith('blob:'), `asks for ${request.url()}`));
  await page.goto(base + PAGE);
  return page;
}

async function close(page, expect) {
  expect.none(page.problems, 'problem');
  await page.context().close();
}

const ids = (page) => page.$$eval('[data-q]', (fields) => fields.map((field) => field.dataset.q));

/** Answers every question by a pattern, and writes a note to the first ones. */
async function fill(page, by, step) {
  await page.fill('#lb-by', by);
  const all = await ids(page);
  await page.evaluate(([all, step]) => {
    all.forEach((id, at) => {
      const radios = [...document.getElementsByName(`v-${id}`)].filter((radio) => radio.value);
      const radio = radios[(at * step) % radios.length];
      radio.checked = true;
      radio.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }, [all, step]);
  for (const [at, text] of HOSTILE.entries()) await page.fill(`[name="n-${all[at]}"]`, text);
  await saved(page);
}

const saved = (page) => page.waitForFunction(() => /^(Saved|Not saved)/.test(document.querySelector('#lb-saved').textContent) && new Promise((done) => setTimeout(() => done(true), 600)));

/** What the form holds. */
const form = (page) =>
  page.evaluate(() => JSON.stringify([...document.querySelectorAll('[data-q]')].map((field) => [
    field.dataset.q, [...field.querySelectorAll('input:checked')].map((radio) => `${radio.name}=${radio.value}`), field.querySelector('textarea').value,
  ])));

async function take(page, button, path) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  await download.saveAs(path);
  return readFile(path, 'utf8');
}

async function give(page, input, paths) {
  await page.locator('summary', { hasText: 'Files' }).evaluate((summary) => { summary.parentElement.open = true; });
  await page.locator('#lb-saved').evaluate((status) => { status.textContent = ''; });
  await page.setInputFiles(input, paths);
  await page.waitForFunction(() => /^Files read|JSON|file of answers|later version|another page/.test(document.querySelector('#lb-saved').textContent));
}

async function there(browser, base, folder, expect) {
  const page = await open(browser, base, expect);
  expect.ok(await page.locator('.privacy-note').isVisible(), 'the page does not say where answers stay');
  await fill(page, 'Ana', 3);
  const filled = await form(page);
  await page.reload();
  expect.equal(await form(page), filled, `${base}: after a reload`);
  expect.equal(await page.inputValue('#lb-by'), 'Ana', `${base}: the name after a reload`);
  const text = await take(page, '#lb-save', join(folder, 'ana.json'));
  const fresh = await open(browser, base, expect);
  expect.ok(await fresh.locator('#lb-saved').textContent() === '', 'an empty form has nothing to announce');
  await give(fresh, '#lb-open', join(folder, 'ana.json'));
  expect.equal(await form(fresh), filled, `${base}: in a fresh profile`);
  expect.equal(await take(fresh, '#lb-save', join(folder, 'again.json')), text, `${base}: exported again`);
  expect.equal(await fresh.locator('#lb-results').innerText(), await page.locator('#lb-results').innerText(), 'what follows in a fresh profile');
  expect.ok((await page.locator('.suggested-plays > li').count()) > 2, 'low answers lead to no plays');
  expect.equal(await page.title(), await fresh.title(), 'the title');
  const long = 'x'.repeat(100_000);
  await fresh.fill('[name="n-last-heard"]', long);
  await saved(fresh);
  await fresh.reload();
  expect.equal((await fresh.inputValue('[name="n-last-heard"]')).length, long.length, 'a long note after a reload');
  await fresh.click('#lb-clear');
  await fresh.reload();
  expect.ok(!/"v-|x/.test((await form(fresh)).replaceAll(/"[a-z0-9-]+"/g, '')), 'answers are there after clearing');
  await close(page, expect);
  await close(fresh, expect);
}

async function merged(browser, url, folder, expect) {
  const three = [];
  for (const [by, step] of [['Ana', 3], ['Ben', 1], ['Cleo', 2]]) {
    const page = await open(browser, url, expect);
    await fill(page, by, step);
    three.push(join(folder, `${by}.json`));
    await take(page, '#lb-save', three.at(-1));
    await close(page, expect);
  }
  const page = await open(browser, url, expect);
  await give(page, '#lb-add', three);
  expect.equal(await page.locator('#lb-people li').count(), 3, 'people who were added');
  const results = await page.locator('#lb-results').innerText();
  expect.ok(results.includes('by 3 people'), 'three people are not counted');
  expect.equal(await page.locator('ol.disagreements:not([start]) > li').count(), 5, 'where people differ most');
  expect.ok(await page.locator('.disagreements[start] > li').count(), 'where people differ less is not shown');
  expect.ok(/Ana \d · Ben \d · Cleo \d/.test(results), 'it is not said who answered what');
  expect.ok(/Ana: .+/.test(await page.locator('.all-notes').innerText()), 'what people noted is not shown');
  expect.ok((await page.locator('#lb-count').textContent()).startsWith('Answers of others: 3.'), 'progress does not tell of a team');
  await paper(page, expect);
  await wide(page, expect);
  await give(page, '#lb-add', three[0]);
  expect.equal(await page.locator('#lb-people li').count(), 3, 'people after adding one twice');
  await page.setViewportSize({ width: 320, height: 800 });
  expect.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'results scroll sideways at 320 px');
  const all = await take(page, '#lb-save', join(folder, 'all.json'));
  expect.equal(JSON.parse(all).sheets.length, 3, 'sheets in the merged file');
  // A file whose questions have changed since, and one that is none.
  const changed = JSON.parse(await readFile(three[0], 'utf8'));
  changed.sheets[0].answers['last-heard'].asked = 'When did we meet one?';
  changed.sheets[0].answers['long-gone'] = { value: 2, note: 'kept' };
  await writeFile(join(folder, 'changed.json'), JSON.stringify(changed));
  await give(page, '#lb-open', join(folder, 'changed.json'));
  expect.ok((await page.locator('#last-heard .flag').innerText()).includes('When did we meet one?'), 'a reworded question is not flagged');
  expect.ok((await page.locator('#lb-results').innerText()).includes('long-gone'), 'an answer without a question is not told');
  const kept = JSON.parse(await take(page, '#lb-save', join(folder, 'kept.json')));
  expect.equal(kept.sheets[0].answers['long-gone'].note, 'kept', 'an answer without a question');
  await page.click('#last-heard .flag button');
  expect.equal(await page.locator('#last-heard .flag').count(), 0, 'flags after agreeing');
  for (const [name, text] of [['bad.json', '{'], ['none.json', '{"a":1}'], ['later.json', '{"lensbook":"answers","version":9,"page":"x"}'], ['other.json', '{"lensbook":"answers","version":1,"page":"x","sheets":[]}']]) {
    await writeFile(join(folder, name), text);
    await give(page, '#lb-open', join(folder, name));
    expect.ok((await page.locator('#lb-saved').textContent()).includes(name), `${name} is not refused by name`);
  }
  // An earlier round.
  await give(page, '#lb-before', join(folder, 'Ben.json'));
  expect.ok((await page.locator('#lb-moved').count()) === 1 && (await page.locator('.better, .worse').count()) > 3, 'what moved is not shown');
  await close(page, expect);
}

/** Where there is room, what follows stands beside the questions, and follows an answer within two frames. */
async function wide(page, expect) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1920, height: 1080 });
  const [questions, results] = await Promise.all(['#lb-form', '#lb-results'].map((part) => page.locator(part).boundingBox()));
  expect.ok(results.x > questions.x + questions.width && results.width > 500, `at 1920 px: ${JSON.stringify([questions, results])}`);
  const [old, fresh] = await page.evaluate(async () => {
    const results = document.querySelector('#lb-results');
    const frame = () => new Promise(requestAnimationFrame);
    const old = results.textContent;
    const radio = document.getElementsByName('v-last-heard')[4];
    radio.click();
    await new Promise((done) => { setTimeout(done); });
    await frame();
    await frame();
    const fresh = results.textContent;
    document.querySelector('[name="v-last-heard"][value=""]').click();
    return [old, fresh];
  });
  expect.ok(old !== fresh, 'results do not follow an answer');
  await page.setViewportSize(before);
  await page.waitForTimeout(600);
}

/** On paper a team sees what it answered, not an empty form, and who answered. */
async function paper(page, expect) {
  await page.emulateMedia({ media: 'print' });
  const first = page.locator('#last-heard');
  expect.ok(/In the middle \d\.\d, spread \d\.\d\.\nAna \d · Ben \d · Cleo \d\nAna: </.test(await first.locator('.printed-answer').innerText()), `a team's answers on paper: ${await first.innerText()}`);
  expect.ok(!(await first.locator('.answer-options').isVisible()), 'a team prints an empty form');
  expect.equal(await page.locator('#lb-whose').innerText(), 'Ana, Ben, Cleo', 'who answered, on paper');
  await page.evaluate(() => document.body.classList.add('printing-blank'));
  expect.ok((await first.locator('.answer-options').isVisible()) && !(await page.locator('#lb-whose').isVisible()), 'an empty form is asked for and not printed');
  await page.evaluate(() => document.body.classList.remove('printing-blank'));
  await page.emulateMedia({ media: 'screen' });
}

async function keyboard(browser, url, expect) {
  const page = await open(browser, url, expect);
  await page.locator('#lb-clear').focus();
  const seen = [];
  expect.ok(await page.locator('#lb-by').isVisible(), 'the name hides');
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => document.activeElement.name ?? document.activeElement.localName));
  }
  expect.ok(seen.includes('v-last-heard') && seen.includes('n-last-heard') && seen.includes('v-customers-goal'), `Tab leads past the questions: ${seen}`);
  await page.locator('[name="v-last-heard"]').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await saved(page);
  expect.equal(await page.locator('[name="v-last-heard"]:checked').inputValue(), '2', 'the answer given by arrow keys');
  expect.ok((await page.locator('#lb-count').textContent()).startsWith('1 of'), 'progress does not count');
  await page.emulateMedia({ media: 'print' });
  await page.locator('[name="n-last-heard"]').evaluate((area) => { area.value = 'On paper'; area.dispatchEvent(new Event('input', { bubbles: true })); });
  expect.ok(await page.locator('#last-heard .printed-answer').isVisible(), 'a note does not print');
  await page.evaluate(() => document.body.classList.add('printing-blank'));
  expect.ok(!(await page.locator('#last-heard .printed-answer').isVisible()), 'an empty form prints a note');
  await close(page, expect);
}

/** Where the browser keeps nothing, the page says so, and files still work. */
async function refused(browser, url, folder, expect) {
  const context = await browser.newContext({ acceptDownloads: true });
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  const page = await context.newPage();
  await page.goto(url + PAGE);
  expect.ok(await page.locator('#lb-refused').isVisible(), 'the page does not say that nothing is kept');
  await page.locator('[name="v-last-heard"]').first().check();
  await saved(page);
  expect.ok((await page.locator('#lb-saved').textContent()).startsWith('Not saved'), 'the page says that it saved');
  // A sheet without a name asks for one, once, and in place.
  await page.click('#lb-save');
  expect.equal(await page.evaluate(() => document.activeElement.id), 'lb-by', 'where a sheet without a name leads');
  expect.ok((await page.locator('#lb-saved').textContent()).includes('who you are'), 'a name is not asked for');
  const text = await take(page, '#lb-save', join(folder, 'refused.json'));
  expect.equal(JSON.parse(text).sheets[0].answers['last-heard'].value, 1, 'the export without storage');
  await context.close();
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe in every state, in both schemes, at both ends of widths. */
async function states(browser, url, expect) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(browser, url, expect, { colorScheme });
    const check = async (state) => {
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, `${state} fits ${width} px`);
        if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(file('axe-core/axe.min.js'), 'utf8'));
        const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), TAGS);
        violations.forEach((one) => expect.ok(false, `${state}, ${colorScheme}, ${width}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(' ')}`));
      }
    };
    await check('empty');
    await fill(page, 'Ana', 3);
    await check('filled');
    await page.locator('[data-choose]').first().click();
    await page.locator('[data-choose]').nth(1).click();
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await check('planned');
    await close(page, expect);
  }
}

/** Without scripts: an empty form, and the rules as a table. */
async function plain(browser, url, expect) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url + PAGE);
  expect.ok(!(await page.locator('#lb-desk').isVisible()), 'buttons are shown that do nothing');
  expect.ok((await page.locator('fieldset').count()) > 30, 'the form is not there');
  await page.locator('.rules summary').click();
  expect.ok((await page.locator('.rules tbody tr:visible').count()) > 30, 'the rules are not there');
  await context.close();
}
