// Plans as a team does, and is led as a team is: exports that readers of others must understand, paper, a whole screen, a clock.
// Refuses a cell that a spreadsheet would run, a plan that is cut, and a mode that only a pointer can use.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { watch } from '../chromium.mjs';
import { file } from '../tools.mjs';

export const name = 'a plan is exported, printed and signed; a survey and a workshop are led through on a whole screen';

const CANVAS = 'canvases/customer-focus-canvas/fill.html';
const FRAMEWORK = 'frameworks/focus-centric-led/fill.html';
const WORKSHOP = 'workshops/canvas-in-ninety-minutes/lead.html';
const PYTHON = fileURLToPath(new URL('../../../target/tools/python/bin/python', import.meta.url));
const READER = fileURLToPath(new URL('../read-plan', import.meta.url));
const OWNERS = ['=CMD("calc")|A1', '@SUM(1)\n+2', 'Zoë; "quoted", née שלום 👩‍👩‍👧', `${'long '.repeat(60)}end`];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function run({ browser, url, fileUrl, expect }) {
  const folder = await mkdtemp(join(tmpdir(), 'lensbook-plan-'));
  try {
    for (const base of [url, fileUrl]) await plan(browser, base, folder, expect);
    await framework(browser, url, folder, expect);
    await led(browser, url, expect);
    await workshop(browser, fileUrl, folder, expect);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function open(browser, url, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.problems = await watch(page);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(url);
  return page;
}

async function close(page, expect) {
  expect.none(page.problems, 'problem');
  await page.context().close();
}

/** Chooses point `n` of every question. */
const choose = (page, n, sort = 'v') =>
  page.evaluate(([n, sort]) => {
    for (const field of document.querySelectorAll('[data-q]')) {
      const radio = document.getElementsByName(`${sort}-${field.dataset.q}`)[n - 1];
      radio.checked = true;
      radio.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, [n, sort]);

async function take(page, button, path) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  await download.saveAs(path);
  return path;
}

async function read(...paths) {
  const { stdout } = await promisify(execFile)(PYTHON, [READER, ...paths]);
  return JSON.parse(stdout);
}

async function plan(browser, base, folder, expect) {
  const page = await open(browser, base + CANVAS);
  await choose(page, 1);
  await page.locator('.follow').waitFor();
  for (const at of OWNERS.keys()) await page.locator('[data-choose]').nth(at).click();
  const entries = page.locator('.steps-of > li');
  expect.equal(await entries.count(), OWNERS.length, 'plays in the plan');
  const titles = await entries.locator('h3').allInnerTexts();
  for (const [at, owner] of OWNERS.entries()) {
    // A field of one line takes no line ends.
    await entries.nth(at).locator('input[type="text"]').fill(owner.replaceAll('\n', ' '));
    if (at < 3) await entries.nth(at).locator('input[type="date"]').fill(`2026-12-0${at + 1}`);
  }
  await page.waitForTimeout(800);
  await page.reload();
  expect.equal(await page.locator('.steps-of > li').count(), OWNERS.length, 'plays in the plan after a reload');
  const csv = await take(page, 'Save as CSV', join(folder, 'plan.csv'));
  const ics = await take(page, 'Save as a calendar', join(folder, 'plan.ics'));
  const markdown = await readFile(await take(page, 'Save as Markdown', join(folder, 'plan.md')), 'utf8');
  const json = await take(page, 'Save as a file', join(folder, 'plan.json'));
  const [rows, events, saved] = await read(csv, ics, json);
  expect.equal(saved.plan.map(({ title }) => title).join(), titles.join(), 'the plan in the file of answers');
  expect.equal(rows.length, OWNERS.length + 1, 'rows of the table');
  expect.equal(new Set(rows.map((row) => row.length)).size, 1, 'rows of different lengths');
  rows.flat().forEach((cell) => expect.ok(!/^\s*[=+\-@]/.test(cell), `a spreadsheet would run ${cell}`));
  rows.slice(1).forEach((row, at) => {
    expect.equal(row[0], titles[at], 'a title in the table');
    expect.ok(row[1].endsWith(OWNERS[at].replaceAll('\n', ' ')), `an owner is changed in the table: ${row[1]}`);
  });
  expect.equal(events.length, 3, 'events: those with a day');
  events.forEach((event, at) => {
    expect.equal(event.start, `2026-12-0${at + 1}`, 'the day of an event');
    expect.ok(event.summary.includes(titles[at]), `an event is called ${event.summary}`);
    expect.ok(event.description.startsWith(OWNERS[at].replaceAll('\n', ' ')), `an owner is changed in the calendar: ${event.description}`);
  });
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  expect.equal(lines.length, OWNERS.length + 2, 'lines of the Markdown table');
  lines.forEach((line) => expect.equal(line.replaceAll(/\\[\\|]/g, '').split('|').length, 6, `cells in ${line.slice(0, 80)}`));
  await page.getByRole('button', { name: /^Remove/ }).first().click();
  expect.equal(await page.locator('.steps-of > li').count(), OWNERS.length - 1, 'plays after one was removed');
  // On paper: one page with room to sign, and nothing else.
  await page.evaluate(() => { window.print = () => {}; });
  await page.getByRole('button', { name: 'Print the plan' }).click();
  const pages = (await page.pdf({ format: 'A4', path: join(folder, 'plan.pdf') })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  expect.equal(pages, 1, 'pages of the plan on paper');
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(folder, 'plan.pdf'), '-']);
  expect.ok(stdout.includes('Signed') && stdout.replaceAll(/\s+/g, ' ').includes('2026-12-02') && !stdout.includes('Notes'), `the plan on paper:\n${stdout}`);
  await close(page, expect);
}

async function framework(browser, url, folder, expect) {
  const page = await open(browser, url + FRAMEWORK);
  await choose(page, 1);
  await choose(page, 2, 'a');
  await page.locator('.follow').waitFor();
  const first = await page.locator('.follow h3 a').allInnerTexts();
  expect.ok(first.length > 3, 'plays from the first level to the second');
  expect.ok((await page.locator('.profile .d-ring').count()) > 5, 'the profile shows no aim');
  await choose(page, 2);
  await choose(page, 3, 'a');
  await page.waitForTimeout(800);
  const second = await page.locator('.follow h3 a').allInnerTexts();
  expect.ok(second.length > 2 && second.every((title) => !first.includes(title)), `plays do not follow from the levels: ${second}`);
  await take(page, 'Save as a file', join(folder, 'levels.json'));
  const file = JSON.parse(await readFile(join(folder, 'levels.json'), 'utf8'));
  expect.ok(Object.values(file.sheets[0].answers).every(({ value, aim }) => value === 2 && aim === 3), 'levels in the file');
  await page.reload();
  expect.equal((await page.locator('.follow h3 a').allInnerTexts()).join(), second.join(), 'plays after a reload');
  await axe(page, 'levels', expect);
  await close(page, expect);
}

async function axe(page, state, expect) {
  await page.evaluate(await readFile(file('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), TAGS);
  violations.forEach((one) => expect.ok(false, `${state}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(' ')}`));
}

async function led(browser, url, expect) {
  for (const [width, height, colorScheme] of [[320, 568, 'dark'], [1920, 1080, 'light']]) {
    const page = await open(browser, url + CANVAS, { viewport: { width, height }, colorScheme });
    await page.locator('#lb-lead').focus();
    await page.keyboard.press('Enter');
    const asked = () => page.locator('#lb-lead-ask').innerText();
    const first = await asked();
    expect.equal(await page.evaluate(() => document.activeElement.id), 'lb-lead-ask', 'what has focus');
    expect.equal(await page.locator('dialog').evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth), true, `the step fits ${width} px`);
    await axe(page, `led at ${width} px`, expect);
    await page.locator('dialog textarea').fill('Noted <b>in the room</b>');
    await page.locator('dialog input[type="radio"]').nth(1).check();
    await page.keyboard.press('PageDown');
    expect.ok((await asked()) !== first, 'PageDown leads nowhere');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('PageUp');
    expect.equal(await asked(), first, 'back where it began');
    expect.equal(await page.locator('dialog textarea').inputValue(), 'Noted <b>in the room</b>', 'the note on return');
    await page.getByRole('button', { name: 'Next' }).click();
    const time = await page.locator('[role="timer"]').innerText();
    await page.waitForTimeout(2200);
    expect.ok(time !== (await page.locator('[role="timer"]').innerText()), 'the clock stands still');
    await page.getByRole('button', { name: 'Stop the clock' }).click();
    const stopped = await page.locator('[role="timer"]').innerText();
    await page.waitForTimeout(1500);
    expect.equal(await page.locator('[role="timer"]').innerText(), stopped, 'the clock that was stopped');
    await page.locator('dialog header button').last().click();
    expect.equal(await page.evaluate(() => document.activeElement.id), 'lb-lead', 'where focus returns');
    expect.equal(await page.inputValue('[name="n-last-heard"]'), 'Noted <b>in the room</b>', 'the note in the form');
    expect.equal(await page.locator('[name="v-last-heard"]:checked').inputValue(), '2', 'the answer in the form');
    await close(page, expect);
  }
}

async function workshop(browser, base, folder, expect) {
  const page = await open(browser, base + WORKSHOP);
  expect.equal(await page.locator('#lb-results').count(), 0, 'results where nothing is scored');
  await page.locator('summary', { hasText: 'Files and' }).click();
  await page.fill('#lb-day', '2026-12-31');
  const [[event]] = await read(await take(page, 'Save as a calendar', join(folder, 'agenda.ics')));
  const minutes = (Date.parse(event.end) - Date.parse(event.start)) / 60_000;
  const sheet = await open(browser, base + WORKSHOP.replace('lead', 'sheet'));
  const entries = await sheet.locator('.sheet tbody tr').count();
  expect.equal(event.description.split('\n').length, entries - 1, 'entries in the calendar');
  expect.equal(event.description.slice(0, 5), event.start.slice(11, 16), 'the first entry begins with the event');
  expect.equal(await sheet.locator('.sheet tbody tr:last-child th').innerText(), event.end.slice(11, 16), 'the end on the run sheet');
  expect.ok(minutes > 60, `the event takes ${minutes} minutes`);
  await page.locator('#lb-lead').click();
  expect.ok(await page.locator('dialog #lb-lead-ask').isVisible(), 'the workshop is not led through');
  await page.locator('dialog textarea').fill('A note on the first step');
  await page.waitForTimeout(800);
  await page.reload();
  expect.equal(await page.locator('textarea').first().inputValue(), 'A note on the first step', 'a note on a step');
  await close(page, expect);
  await close(sheet, expect);
}
