// Plans as a team does, and is led as a team is: exports that readers of others must understand, paper, a whole screen, a clock.
// Refuses a cell that a spreadsheet would run, a plan that is cut, and a mode that only a pointer can use.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { watch } from '../chromium.mjs';
import { PROGRAM } from '../limits.mjs';
import { file } from '../tools.mjs';

export const name = 'a plan is exported, printed and signed; a survey and a workshop are led through on a whole screen';

const CANVAS = 'canvases/customer-focus-canvas/fill.html';
const FRAMEWORK = 'frameworks/focus-centric-led/fill.html';
const WORKSHOP = 'workshops/canvas-in-ninety-minutes/lead.html';
const REPAIR = 'workshops/half-day-to-a-repair/lead.html';
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
    for (const base of [url, fileUrl]) {
      await room(browser, base, folder, expect);
      await corrected(browser, base, folder, expect);
      await there(browser, base, folder, expect);
    }
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
  const { stdout } = await promisify(execFile)(PYTHON, [READER, ...paths], { timeout: PROGRAM });
  return JSON.parse(stdout);
}

async function plan(browser, base, folder, expect) {
  const page = await open(browser, base + CANVAS);
  await page.fill('#lb-by', 'Ana');
  await choose(page, 1);
  await page.locator('.suggested-plays').waitFor();
  for (const at of OWNERS.keys()) await page.locator('[data-choose]').nth(at).click();
  const entries = page.locator('.plan-steps > li');
  expect.equal(await entries.count(), OWNERS.length, 'plays in the plan');
  const titles = await entries.locator('h3').allInnerTexts();
  for (const [at, owner] of OWNERS.entries()) {
    // A field of one line takes no line ends.
    await entries.nth(at).locator('input[type="text"]').fill(owner.replaceAll('\n', ' '));
    if (at < 3) await entries.nth(at).locator('input[type="date"]').fill(`2126-12-0${at + 1}`);
  }
  // What is missing is said, and stays as it is.
  const remark = (at) => entries.nth(at).locator('.worse').innerText();
  expect.equal([await remark(0), await remark(3)].join('|'), '|No day is set.', 'what steps lack');
  await entries.nth(0).locator('input[type="date"]').fill('2020-02-02');
  expect.equal(await remark(0), 'The day is past.', 'a day that is past');
  await entries.nth(0).locator('input[type="date"]').fill('2126-12-01');
  await entries.nth(0).getByRole('button', { name: /down$/ }).click();
  expect.equal(await entries.nth(1).locator('h3').innerText(), titles[0], 'the first play, moved down');
  expect.equal(await page.evaluate(() => document.activeElement.closest('li')?.querySelector('h3').innerText), titles[0], 'where focus is after moving');
  await entries.nth(1).getByRole('button', { name: /up$/ }).click();
  expect.equal((await entries.locator('h3').allInnerTexts()).join(), titles.join(), 'plays after moving up again');
  await page.waitForTimeout(800);
  await page.reload();
  expect.equal(await page.locator('.plan-steps > li').count(), OWNERS.length, 'plays in the plan after a reload');
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
    expect.equal(event.start, `2126-12-0${at + 1}`, 'the day of an event');
    expect.ok(event.summary.includes(titles[at]), `an event is called ${event.summary}`);
    expect.ok(event.description.startsWith(OWNERS[at].replaceAll('\n', ' ')), `an owner is changed in the calendar: ${event.description}`);
  });
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  expect.equal(lines.length, OWNERS.length + 2, 'lines of the Markdown table');
  lines.forEach((line) => expect.equal(line.replaceAll(/\\[\\|]/g, '').split('|').length, 6, `cells in ${line.slice(0, 80)}`));
  expect.ok(lines[2].includes('| 2126-12-01 |') && !/\\[-.()]/.test(markdown), `a date that can't be read in ${lines[2]}`);
  expect.ok(rows[1][2] === '2126-12-01', `a date that can't be read in ${rows[1]}`);
  await page.getByRole('button', { name: /^Remove/ }).first().click();
  // One that nothing leads to has a reason of its own.
  await page.evaluate(() => { document.querySelectorAll('#lb-form input[value=""]').forEach((radio) => { if (radio.name.startsWith('v-')) radio.click(); }); });
  await page.locator('.suggested-plays').waitFor({ state: 'detached' });
  await page.locator('#lb-plan-add').click();
  await page.locator('.plan-steps > li').last().locator('input').first().fill('Because the room wants it');
  expect.equal(await page.locator('.plan-steps > li').count(), OWNERS.length, 'plays after one was removed and one added');
  // On paper: one page with room to sign, and nothing else.
  await page.evaluate(() => { window.print = () => {}; });
  await page.getByRole('button', { name: 'Print the plan' }).click();
  const pages = (await page.pdf({ format: 'A4', path: join(folder, 'plan.pdf') })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  expect.equal(pages, 1, 'pages of the plan on paper');
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(folder, 'plan.pdf'), '-'], { timeout: PROGRAM });
  expect.ok(stdout.includes('Because the room wants it'), 'a reason is not on paper');
  expect.ok(stdout.includes('Signed') && stdout.replaceAll(/\s+/g, ' ').includes('2126-12-02') && !stdout.includes('Notes'), `the plan on paper:\n${stdout}`);
  await close(page, expect);
}

async function framework(browser, url, folder, expect) {
  const page = await open(browser, url + FRAMEWORK);
  await page.fill('#lb-by', 'Ana');
  await choose(page, 1);
  await choose(page, 2, 'a');
  await page.locator('.suggested-plays').waitFor();
  const first = await page.locator('.suggested-plays h3 a').allInnerTexts();
  expect.ok(first.length > 3, 'plays from the first level to the second');
  expect.ok((await page.locator('.profile .d-ring').count()) > 5, 'the profile shows no aim');
  const told = await page.locator('.gaps').first().innerText();
  expect.ok(told.includes('Customer focus, where Customer-centric is wanted') && !/\d\.\d,/.test(told), `levels are told as numbers: ${told.slice(0, 200)}`);
  const reasons = await page.locator('.reasons').first().locator('li').allInnerTexts();
  expect.ok(reasons.length < 2 || !reasons[1].startsWith(reasons[0].split('.')[0]), `a reason is said twice: ${reasons}`);
  await choose(page, 3);
  await page.locator('#lb-gaps ~ div .flag').waitFor();
  await choose(page, 2);
  await choose(page, 3, 'a');
  await page.waitForTimeout(800);
  expect.equal(await page.locator('#lb-gaps ~ div .flag').count(), 0, 'remarks on aims that are no longer below today');
  const second = await page.locator('.suggested-plays h3 a').allInnerTexts();
  expect.ok(second.length > 2 && second.every((title) => !first.includes(title)), `plays do not follow from the levels: ${second}`);
  await take(page, 'Save as a file', join(folder, 'levels.json'));
  const file = JSON.parse(await readFile(join(folder, 'levels.json'), 'utf8'));
  expect.ok(Object.values(file.sheets[0].answers).every(({ value, aim }) => value === 2 && aim === 3), 'levels in the file');
  await page.reload();
  expect.equal((await page.locator('.suggested-plays h3 a').allInnerTexts()).join(), second.join(), 'plays after a reload');
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
    // The end is not left by accident, and leads to the plan.
    for (let at = 0; at < 40; at += 1) await page.keyboard.press('PageDown');
    await page.locator('#lb-lead-ask').focus();
    await page.keyboard.press('ArrowRight');
    expect.ok(await page.locator('dialog').isVisible(), 'a key closes the last step');
    expect.equal(await page.locator('dialog a').last().innerText(), 'To the plan', 'the end leads to the plan');
    const last = await asked();
    const seconds = (text) => text.match(/(\d+):(\d+)/).slice(1).reduce((sum, part) => sum * 60 + Number(part), 0);
    const running = seconds(await page.locator('[role="timer"]').innerText());
    await page.reload();
    expect.equal(await asked(), last, 'the step after a reload');
    expect.ok(Math.abs(seconds(await page.locator('[role="timer"]').innerText()) - running) < 20, 'the clock after a reload');
    expect.ok(/\d+:\d\d · \d+ min left in all/.test(await page.locator('.lead-remaining').innerText()), 'the time in all');
    await page.locator('dialog header button').last().click();
    expect.equal(await page.evaluate(() => document.activeElement.id), 'lb-lead', 'where focus returns');
    expect.equal(await page.inputValue('[name="n-last-heard"]'), 'Noted <b>in the room</b>', 'the note in the form');
    expect.equal(await page.locator('[name="v-last-heard"]:checked').inputValue(), '2', 'the answer in the form');
    await close(page, expect);
  }
}

const PICKS = { Ana: 1, Ben: 3, Cleo: 5 };

/** Sheets of three people, who differ on every fourth question. */
async function team(page, folder) {
  const ids = await page.$$eval('[data-q]', (fields) => fields.map((field) => field.dataset.q));
  const paths = Object.entries(PICKS).map(async ([by, value]) => {
    const answers = Object.fromEntries(ids.map((id, at) => [id, { value: at % 4 ? 2 : value, asked: undefined }]));
    const path = join(folder, `${by}-team.json`);
    await writeFile(path, JSON.stringify({ lensbook: 'answers', version: 1, page: 'customer-focus-canvas', sheets: [{ by, own: true, answers }] }));
    return path;
  });
  await page.locator('.toolbar summary').click();
  await page.setInputFiles('#lb-add', await Promise.all(paths));
  await page.locator('#lb-talk').waitFor();
  return ids;
}

/** The few questions that a team should talk about; the room answers them, and that counts. */
async function room(browser, base, folder, expect) {
  const page = await open(browser, base + CANVAS);
  await team(page, folder);
  const talk = page.locator('ul.disagreements');
  expect.equal((await talk.evaluateAll((lists) => lists.map((list) => list.children.length))).join(), '3,3,3', 'questions to talk about');
  expect.ok((await talk.first().innerText()).includes('Lowest: Ana. Highest: Cleo.'), 'who stands at the ends');
  await page.locator('#lb-lead').click();
  expect.equal(await page.locator('.lead-position').innerText(), '1 of 9', 'a team is led through the chosen questions');
  await page.locator('dialog .lead-end').click();
  await page.locator('[data-lead="application"]').click();
  expect.equal(await page.locator('.lead-position').innerText(), '1 of 3', 'the questions of one stage');
  const question = await page.locator('#lb-lead-ask').innerText();
  expect.ok((await page.locator('.lead-answers').innerText()).includes('Ana 1 · Ben 3 · Cleo 5'), 'what people answered');
  if (base.startsWith('http')) await axe(page, 'the room answers', expect);
  await page.locator('dialog input[type="radio"]').nth(1).check();
  await page.locator('dialog textarea').fill('Agreed <i>aloud</i>');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  expect.ok(await page.locator('dialog input[type="radio"]').nth(1).isChecked(), "the room's answer on return");
  await page.locator('dialog .lead-end').click();
  const item = page.locator('ul.disagreements li', { hasText: question });
  expect.ok((await item.innerText()).includes('In the middle 3.0, spread 4.0. The room: 2.0.'), `median and room: ${await item.innerText()}`);
  expect.ok((await page.locator('.gaps > li', { hasText: question }).textContent()).includes('median 3.0, the room 2.0'), 'the gap of what the room said');
  expect.ok((await page.locator('.all-notes').innerText()).includes('The room: Agreed <i>aloud</i>'), "the room's note");
  expect.equal(await page.locator('#lb-form :checked').count(), 0, "the room's answer is taken for one's own");
  // A calendar without an event is not saved.
  const calendars = [];
  page.on('download', (download) => calendars.push(download.suggestedFilename()));
  const csv = await emptyCsv(page, folder);
  await page.getByRole('button', { name: 'Save as a calendar' }).click();
  const [, saved] = await read(csv, await take(page, 'Save as a file', join(folder, 'room.json')));
  expect.ok(!calendars.some((name) => name.endsWith('.ics')), `a calendar without an event: ${calendars}`);
  const sheets = saved.sheets.filter((sheet) => sheet.room);
  expect.ok(sheets.length === 1 && /^\d{4}-\d\d-\d\d$/.test(sheets[0].room) && Object.values(sheets[0].answers)[0].value === 2, 'the sheet of the room in the file');
  // An older sheet of a room does not count, and the page says that there are two.
  await writeFile(join(folder, 'older.json'), JSON.stringify({ ...saved, sheets: [{ room: '2020-01-01', answers: { [Object.keys(sheets[0].answers)[0]]: { value: 5 } } }], plan: [] }));
  await page.setInputFiles('#lb-add', join(folder, 'older.json'));
  await page.waitForFunction(() => document.querySelector('.overall').textContent.includes('2 sheets of the room'));
  expect.ok((await item.innerText()).includes('The room: 2.0.'), 'an older sheet of the room counts');
  await close(page, expect);
}

async function emptyCsv(page, folder) {
  await page.locator('[data-choose]').first().click();
  return take(page, 'Save as CSV', join(folder, 'room.csv'));
}

/** A sheet of a name that is there already: it takes the place of the one before, if whoever adds it says so. */
async function corrected(browser, base, folder, expect) {
  const page = await open(browser, base + CANVAS);
  const [first] = await team(page, folder);
  const newer = join(folder, 'Ana-newer.json');
  await writeFile(newer, JSON.stringify({ lensbook: 'answers', version: 1, page: 'customer-focus-canvas', sheets: [{ by: 'Ana', own: true, answers: { [first]: { value: 4, note: 'We met <b>one</b>' } } }] }));
  page.removeAllListeners('dialog');
  // The page waits for the answer, and shows what follows before it does anything else.
  const add = async (answer) => {
    const asking = page.waitForEvent('dialog');
    await page.setInputFiles('#lb-add', newer);
    const dialog = await asking;
    expect.ok(dialog.message().includes('Ana'), `who is meant: ${dialog.message()}`);
    await answer(dialog);
  };
  const names = async () => (await page.locator('#lb-people li').allInnerTexts()).map((line) => line.split(' ')[0]).join();
  await add((dialog) => dialog.accept());
  expect.equal(await names(), 'Ana,Ben,Cleo', 'a newer sheet stands in place of the older');
  await page.locator('#lb-lead').click();
  expect.ok((await page.locator('.lead-answers').innerText()).includes('Ana 4 · Ben 3 · Cleo 5\nAna: We met <b>one</b>'), `its answer and note: ${await page.locator('.lead-answers').innerText()}`);
  await page.locator('dialog .lead-end').click();
  await writeFile(newer, (await readFile(newer, 'utf8')).replace('"value":4', '"value":5'));
  await add((dialog) => dialog.dismiss());
  expect.equal(await names(), 'Ana,Ben,Cleo,Ana', 'two people of one name');
  await close(page, expect);
}

/** From the agenda to the questions of a stage, and back to the step. */
async function there(browser, base, folder, expect) {
  const page = await open(browser, base + CANVAS);
  await team(page, folder);
  await page.waitForTimeout(600);
  await page.goto(base + REPAIR);
  await page.locator('#lb-lead').click();
  expect.equal(await page.locator('dialog .probes:visible').count(), 0, 'the steps of a play are shown before the agenda');
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('PageDown');
  expect.equal(await page.locator('dialog summary').innerText(), 'Its steps', 'the steps of a play');
  await page.goto(base + WORKSHOP);
  await page.locator('#lb-lead').click();
  await page.keyboard.press('PageDown');
  expect.ok((await page.locator('#lb-lead-ask').innerText()).startsWith('Listen in: Two recordings'), 'what the agenda says of a play');
  expect.equal(await page.locator('dialog summary').count(), 0, 'steps of the whole play where the agenda shortens it');
  await page.keyboard.press('PageDown');
  const step = await page.locator('#lb-lead-ask').innerText();
  await page.getByRole('link', { name: /^The chosen questions/ }).click();
  await page.waitForURL(/fill\.html#lead=assessment:20$/);
  expect.equal(await page.locator('.lead-position').innerText(), '1 of 3', 'the chosen questions of the stage');
  expect.ok(/^6:[34]\d left/.test(await page.locator('[role="timer"]').innerText()), "three questions share the agenda's twenty minutes");
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await page.getByRole('link', { name: 'Back to the agenda' }).click();
  await page.waitForURL(/lead\.html$/);
  expect.equal(await page.locator('#lb-lead-ask').innerText(), step, 'the step after coming back');
  for (let at = 0; at < 9; at += 1) await page.keyboard.press('PageDown');
  await page.getByRole('link', { name: 'To the plan' }).click();
  await page.waitForURL(/fill\.html#lb-plan$/);
  await page.locator('#lb-plan').waitFor();
  await close(page, expect);
}

async function workshop(browser, base, folder, expect) {
  const page = await open(browser, base + WORKSHOP);
  expect.equal(await page.locator('#lb-results').count(), 0, 'results where nothing is scored');
  await page.locator('summary', { hasText: 'Files and' }).click();
  await page.fill('#lb-day', '2026-12-31');
  const [[event]] = await read(await take(page, 'Save as a calendar', join(folder, 'agenda.ics')));
  const minutes = (Date.parse(event.end) - Date.parse(event.start)) / 60_000;
  const sheet = await open(browser, base + WORKSHOP.replace('lead', 'sheet'));
  const entries = await sheet.locator('.run-sheet tbody tr').count();
  expect.equal(event.description.split('\n').length, entries - 1, 'entries in the calendar');
  expect.equal(event.description.slice(0, 5), event.start.slice(11, 16), 'the first entry begins with the event');
  expect.equal(await sheet.locator('.run-sheet tbody tr:last-child th').innerText(), event.end.slice(11, 16), 'the end on the run sheet');
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
