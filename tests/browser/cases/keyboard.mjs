// Walks through pages with the Tab key alone: a canvas, a matrix, the terms of a text, the switch of colours. Refuses a control that is passed
// over, one that does not show that it is in focus or lies under something, and a definition that keeps the focus. Without scripts, every
// page must tell the same and its terms must open.
export const name = 'canvas, matrix, terms and colours by keyboard; without scripts the pages tell the same';

const CANVAS = 'canvases/customer-focus-canvas.html';
const MATRIX = 'frameworks/focus-centric-led.html';
/** What the Tab key must reach. */
const STOPS = 'main :is(a[href], button, summary, input, select, textarea)';

export async function run({ page, visit, sample, browser, url, expect }) {
  for (const path of [CANVAS, MATRIX]) {
    await visit(path);
    await tour(page, path, expect);
  }
  await terms(page, visit, sample, expect);
  await colours(page, visit, expect);
  await plain(browser, url, sample, expect);
}

/** Every control of a page in the order of the page, each in sight and marked. */
async function tour(page, path, expect) {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const wanted = await page.evaluate((stops) => {
    const all = [...document.querySelectorAll(stops)].filter((one) => one.checkVisibility() && one.tabIndex >= 0);
    all.forEach((one, at) => one.setAttribute('data-stop', at));
    return all.length;
  }, STOPS);
  expect.ok(wanted > 20, `${path}: only ${wanted} controls`);
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  const reached = [];
  for (let at = 0; at < wanted + 60; at += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const [box] = one.getClientRects();
      if (one === document.body || !box) return null;
      const over = document.elementFromPoint(box.x + Math.min(box.width / 2, 4), box.y + box.height / 2);
      return {
        at: one.dataset.stop,
        text: one.textContent.trim().slice(0, 40),
        marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
        seen: box.bottom > 0 && box.top < innerHeight && (one.contains(over) || Boolean(over?.contains(one))),
      };
    });
    if (!stop) break;
    expect.ok(stop.marked, `${path}: "${stop.text}" does not show that it is in focus`);
    if (stop.at === undefined) continue;
    expect.ok(stop.seen, `${path}: "${stop.text}" is in focus and out of sight`);
    reached.push(Number(stop.at));
  }
  expect.equal(reached.join(' '), [...Array(wanted).keys()].join(' '), `${path}: controls in the order of the Tab key`);
}

/** A term opens with Enter, closes with Escape, and the focus is where it was. */
async function terms(page, visit, sample, expect) {
  let found = 0;
  for (const path of sample) {
    await visit(path);
    const term = page.locator('.term').first();
    if (!(await term.count()) || !(await term.isVisible())) continue;
    found += 1;
    const definition = page.locator(`#${await term.getAttribute('popovertarget')}`);
    await term.focus();
    await page.keyboard.press('Enter');
    expect.ok(await definition.isVisible(), `${path}: a term does not open`);
    await page.keyboard.press('Escape');
    expect.ok(!(await definition.isVisible()), `${path}: a term does not close`);
    expect.ok(await term.evaluate((one) => one === document.activeElement), `${path}: the focus is lost after a term`);
  }
  expect.ok(found > 2, `only ${found} pages have terms`);
}

/** The switch goes round its three states, and the choice holds on the next page. */
async function colours(page, visit, expect) {
  const state = () => page.locator('.scheme-switch').evaluate((one) => [one.getAttribute('aria-label') ?? one.title, getComputedStyle(document.documentElement).colorScheme].join(': '));
  await visit('index.html');
  await page.locator('.scheme-switch').focus();
  const seen = [await state()];
  for (let press = 0; press < 2; press += 1) {
    await page.keyboard.press('Enter');
    seen.push(await state());
  }
  expect.equal(new Set(seen).size, 3, `three states of the switch: ${seen.join(', ')}`);
  await visit(CANVAS);
  expect.equal(await state(), seen[2], 'the colours on the next page');
  await page.locator('.scheme-switch').focus();
  await page.keyboard.press('Enter');
  expect.equal(await state(), seen[0], 'the first state again');
}

/** Without scripts nothing is missing from a page, and a term opens all the same. */
async function plain(browser, url, sample, expect) {
  const [still, moving] = await Promise.all([browser.newContext({ javaScriptEnabled: false }), browser.newContext()]);
  const [without, scripted] = await Promise.all([still.newPage(), moving.newPage()]);
  // Forms are made for scripts; the case `fill` tells what is left of them.
  for (const path of sample.filter((path) => !/\/(fill|lead)\.html$|^(search|print)\.html$/.test(path))) {
    const words = [];
    for (const page of [without, scripted]) {
      await page.goto(url + path);
      // What narrows a list is the script's own; the case `filters` tells what stands in its place.
      await page.locator('.filters').evaluateAll((bars) => bars.forEach((bar) => bar.remove()));
      words.push(await page.locator('main').innerText());
    }
    for (const line of words[1].split('\n').filter((line) => line.trim())) {
      expect.ok(words[0].includes(line), `${path}: without scripts there is no "${line.slice(0, 60)}"`);
    }
    const term = without.locator('.term').first();
    if (!(await term.count()) || !(await term.isVisible())) continue;
    await term.focus();
    await without.keyboard.press('Enter');
    expect.ok(await without.locator(`#${await term.getAttribute('popovertarget')}`).isVisible(), `${path}: a term does not open without scripts`);
  }
  await Promise.all([still.close(), moving.close()]);
}
