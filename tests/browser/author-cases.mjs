// What an author stumbles over who writes beside the preview: each case is a thing that happened, and what should be seen then.
//
// The same rules as in preview-cases.mjs hold: no case reloads a page or waits for a fixed time to see something appear.

import { corner, open, panel, stays, text } from './shown.mjs';

const SHORT = 'content/articles/short.md';
const LONG = 'content/articles/long.md';
const PLAY = 'content/plays/talk.md';
const play = (run, minutes, words, title = 'Talk') => `---\ntitle: ${title}\nsummary: To talk.\npurpose: Hear.\nrun: ${run} minutes\npeople: 2\nsteps:\n  - do: Talk\n    minutes: ${minutes}\n---\n\n${words}\n`;

export async function aPageThatIsNotShownSaysWhy({ page, problems, project, expect, until, shoot }) {
  await open(page, `${project.url}articles/short.html`);
  const says = (words) => until(words, async () => (await panel(page).innerText()).replaceAll('\n', ' ').includes(words));
  await project.edit(SHORT, 'title: Short', 'title: Short\npublish: 2026-12-01');
  await says('published on 1 December 2026');
  expect.ok((await panel(page).innerText()).includes('--as-of 2026-12-01'), 'and what shows it');
  await shoot(page, 'planned');
  await project.edit(SHORT, 'publish: 2026-12-01', 'expires: 2026-11-01');
  await says('expired on 1 November 2026');
  await project.edit(SHORT, 'expires: 2026-11-01', 'status: draft');
  await says('It is a draft');
  await project.edit(SHORT, 'status: draft', 'summary: Here.');
  await until('the notice goes', async () => !(await panel(page).isVisible()));
  await until('the page goes on', async () => (await text(page)).includes('Here.'));
  // Who comes to its address before its day is told the same.
  await project.write('content/articles/soon.md', '---\ntitle: Soon\npublish: 2027-01-01\n---\n\nSoon words.\n');
  await page.goto(`${project.url}articles/soon.html`);
  await says('Readers do not see this page');
  await says('published on 1 January 2027');
  await project.edit('content/articles/soon.md', 'publish: 2027-01-01\n', '');
  await until('it is there', async () => (await text(page)).includes('Soon words'));
  await until('the notice goes again', async () => !(await panel(page).isVisible()));
  expect.none(problems.filter((one) => !one.includes('404')), 'problem');
}

export async function wordsFollowWhileASumIsWrong({ page, project, expect, until, shoot }) {
  await project.write(PLAY, play(30, 30, 'First words.'));
  await until('the play', async () => (await fetch(`${project.url}plays/talk.html`)).ok);
  await open(page, `${project.url}plays/talk.html`);
  await project.write(PLAY, play(30, 40, 'Second words.'));
  await until('the words', async () => (await text(page)).includes('Second words.'));
  await until('the problem beside them', async () => (await panel(page).innerText()).includes('the steps take 40 minutes'));
  expect.ok(!(await panel(page).innerText()).includes('as it was before'), 'it is shown as it is');
  await shoot(page, 'sum');
  await project.write(PLAY, play(40, 40, 'Third words.'));
  await until('the panel clears', async () => !(await panel(page).isVisible()));
  expect.ok(await stays(page), 'the page was reloaded');
}

export async function aRenamedPageIsNamedToWhatLinksToIt({ page, project, expect, until, shoot }) {
  await open(page, `${project.url}articles/short.html`);
  await project.move(LONG, 'content/articles/tall.md');
  const said = async () => (await panel(page).innerText()).replaceAll('\n', ' ');
  await until('the link is broken', async () => (await said()).includes('there is no file long.md'));
  expect.ok((await said()).includes('“Long” is tall.md now'), `the new name: ${await said()}`);
  expect.ok((await said()).includes('aliases: [articles/long.html]'), `the line to add: ${await said()}`);
  await shoot(page, 'renamed');
  await project.edit(SHORT, '[long](long.md)', '[[tall]]');
  await until('it is mended', async () => !(await panel(page).isVisible()));
  // By its id, with a new title besides.
  await project.edit('content/articles/tall.md', 'title: Long', 'title: High');
  await project.move('content/articles/tall.md', 'content/articles/high.md');
  await until('the id is named', async () => (await said()).includes('“High” is high now'));
}

export async function aBrokenPageKeepsTheFaceOfItsKind({ page, project, expect, until }) {
  await project.write(PLAY, '---\ntitle: Talk\n---\n\nFirst words.\n');
  await until('the page', async () => (await fetch(`${project.url}plays/talk.html`)).ok);
  await open(page, `${project.url}plays/talk.html`);
  expect.equal(await page.locator('main .kind').innerText(), 'Play', 'what it is called');
  await project.write(PLAY, '---\ntitle: [Talk\n---\n\nSecond words.\n');
  await until('the words', async () => (await text(page)).includes('Second words.'));
  expect.equal(await page.locator('main .kind').innerText(), 'Play', 'what it is called when nothing of it can be read');
}

/** A theme whose pages and style sheet both say which it is. */
async function theme(project, name, colour) {
  await project.write(`themes/${name}/theme.yaml`, `name: ${name}\nextends: default\n`);
  await project.write(`themes/${name}/assets/style.css`, `body { --sheet: ${name}; } main { color: ${colour}; }`);
  await project.write(`themes/${name}/templates/kinds/article.html`, `{% extends "default/kinds/article.html" %}\n{% block foot %}<p id="theme">${name}</p>{% endblock foot %}\n`);
}

export async function themesNeverMix({ page, problems, project, expect, until }) {
  const config = (name) => project.write('lensbook.yaml', `title: Preview\ntheme: ${name}\nseverities:\n  summary-missing: "off"\nmarkdown: {raw_html: allow}\n`);
  await theme(project, 'red', 'rgb(200, 0, 0)');
  await theme(project, 'blue', 'rgb(0, 0, 200)');
  await config('red');
  await until('the theme', async () => (await (await fetch(`${project.url}articles/short.html`)).text()).includes('id="theme"'));
  await open(page, `${project.url}articles/short.html`);
  // Style sheets take their time, each another one; the first to be asked for takes longest.
  let asked = 0;
  await page.route('**/assets/style*.css*', async (route) => {
    asked += 1;
    await new Promise((wait) => setTimeout(wait, Math.max(50, 700 - asked * 250)));
    await route.continue().catch(() => {});
  });
  await page.evaluate(() => {
    window.mixed = [];
    const look = () => {
      const [words, sheet] = [document.querySelector('#theme')?.textContent, getComputedStyle(document.body).getPropertyValue('--sheet').trim()];
      if (words !== sheet) window.mixed.push(`${words} in ${sheet}`);
      requestAnimationFrame(look);
    };
    look();
  });
  const shown = (name) => until(name, () => page.evaluate((name) => document.querySelector('#theme')?.textContent === name, name));
  await config('blue');
  await page.waitForTimeout(150);
  await config('red');
  await page.waitForTimeout(150);
  await config('blue');
  await shown('blue');
  await until('one style sheet', async () => (await page.locator('head link[href*="assets/style"]').count()) === 1);
  await config('red');
  await shown('red');
  // The sheet alone, while the one before it is still loading.
  await project.write('themes/red/assets/style.css', 'body { --sheet: red; } main { color: rgb(1, 1, 1); }');
  await page.waitForTimeout(60);
  await project.write('themes/red/assets/style.css', 'body { --sheet: red; } main { color: rgb(2, 2, 2); }');
  await until('its colour', () => page.evaluate(() => getComputedStyle(document.querySelector('main')).color === 'rgb(2, 2, 2)'));
  await until('one style sheet again', async () => (await page.locator('head link[href*="assets/style"]').count()) === 1);
  expect.none([...new Set(await page.evaluate(() => window.mixed))], 'mixture');
  expect.ok(await stays(page), 'the page was reloaded');
  // A sheet that a quick author has changed once more may be asked for in vain.
  expect.none(problems.filter((one) => !one.includes('404')), 'problem');
}

export async function aSmallWindowKeepsItsRoom({ page, project, expect, until, shoot }) {
  for (const [width, height] of [[320, 400], [480, 560], [600, 600]]) {
    await page.setViewportSize({ width, height });
    await open(page, `${project.url}articles/short.html`);
    await project.edit(SHORT, /title: Short.*/, `title: Short\nsumary: ${width}`);
    await until('the panel', () => panel(page).isVisible());
    const box = await panel(page).boundingBox();
    expect.ok(box.height <= height / 3 + 1, `${width}×${height}: the panel is ${box.height} px high`);
    expect.ok(box.x >= 0 && box.x + box.width <= width, 'it stays in the window');
    await shoot(page, `small-${width}`);
    await project.edit(SHORT, /title: Short\nsumary.*/, 'title: Short');
    await until('the panel clears', async () => !(await panel(page).isVisible()));
  }
  await project.edit(SHORT, 'title: Short', 'title: Short\nsumary: x');
  await until('the panel', () => panel(page).isVisible());
  await page.locator('lensbook-preview .fold').click();
  const folded = await panel(page).boundingBox();
  expect.ok(folded.height <= 48, `folded it is ${folded.height} px high`);
  expect.ok((await panel(page).innerText()).includes('sumary'), 'and still says what is wrong');
  await shoot(page, 'folded');
  await page.reload();
  await until('it comes back', () => panel(page).isVisible());
  expect.ok((await panel(page).boundingBox()).height <= 48, 'it stays folded');
  await page.locator('lensbook-preview .fold').click();
  expect.ok((await panel(page).boundingBox()).height > 60, 'it opens');
  expect.equal(await corner(page).count(), 1, 'the corner is there');
}

export async function onlyWhatChangedIsMarked({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  const marks = () => page.evaluate(() => [...document.querySelectorAll('.lensbook-changed, .lensbook-closed')].map((one) => ({
    name: one.localName, closed: one.classList.contains('lensbook-closed'), words: one.textContent.slice(0, 20), height: one.getBoundingClientRect().height,
  })));
  const after = async (what, from, to) => {
    await until('no marks', async () => (await marks()).length === 0);
    await project.edit(LONG, from, to);
    await until(what, async () => (await marks()).length > 0);
    return marks();
  };
  const removed = await after('a paragraph goes', 'Paragraph 5 says a few words of its own.\n\n', '');
  expect.equal(removed.length, 1, 'marks where one went');
  expect.ok(removed[0].closed && removed[0].words.startsWith('Paragraph 6'), `the seam is marked: ${JSON.stringify(removed)}`);
  const added = await after('paragraphs come', 'Paragraph 6 says', 'New one.\n\n- new point\n- another\n\nParagraph 6 says');
  expect.equal(added.map((one) => one.name).join(' '), 'p li li', 'the new blocks, and not what holds them');
  const word = await after('a word changes', 'Paragraph 8 says', 'Paragraph 8 *sings*');
  expect.ok(word.length === 1 && word[0].height < 120, `a word: ${JSON.stringify(word)}`);
  // All words are new: there is nothing to point at.
  await until('no marks', async () => (await marks()).length === 0);
  await project.write(LONG, `---\ntitle: Long\n---\n\n${Array.from({ length: 60 }, (_, at) => `# ${at}\n\nOther ${at}.`).join('\n\n')}\n`);
  await until('the new page', async () => (await text(page)).includes('Other 59.'));
  const all = await marks();
  expect.ok(all.every((one) => one.height < 200), `nothing large is marked: ${JSON.stringify(all.slice(0, 3))}`);
}

export async function termsOfDraftsAreMarkedUp({ page, project, expect, until }) {
  await project.restart(() => project.write('lensbook.yaml', 'title: Preview\n'), ['--drafts']);
  await project.write('content/terms.yaml', '- id: lens\n  title: Lens\n  status: draft\n  definitions: [{text: What we look through.}]\n');
  await project.edit(SHORT, 'See', 'A lens. See');
  await page.goto(`${project.url}articles/short.html`);
  await until('the term', async () => (await page.locator('main button.term').count()) === 1);
  expect.ok(true, 'it is there');
}
