// What people see while they write: each case edits files beside an open page and looks at what becomes of it.
//
// No case reloads a page or waits for a fixed time to see something appear. A page that was reloaded has lost `window.here`.

import { corner, open, panel, stays, text } from './shown.mjs';

const LONG = 'content/articles/long.md';
const LONE = 'content/articles/lone.md';
const EVIL = '<img src=x onerror="document.title=`hacked`">';

/** The style sheet that pages load now. */
async function shownStyle(project) {
  const html = await (await fetch(project.url)).text();
  return (await fetch(project.url + html.match(/assets\/style[^"]*/)[0])).text();
}

const navigation = (page) => page.evaluate(() => [...document.querySelectorAll('nav')].map((one) => one.textContent).join());

export async function textAppearsWithoutAReload({ page, problems, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await project.edit(LONG, 'Paragraph 3 says', 'Paragraph 3 whispers');
  await until('the new word', async () => (await text(page)).includes('whispers'));
  expect.ok(await stays(page), 'the page was reloaded');
  const marked = await page.locator('.lensbook-changed').count();
  expect.equal(marked, 1, 'places marked');
  await until('the mark fades', async () => (await page.locator('.lensbook-changed').count()) === 0);
  expect.none(problems, 'problem');
}

export async function nothingOfTheReadersIsLost({ page, problems, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await page.locator('details summary').click();
  await page.fill('#notes', 'first');
  await page.check('#agree');
  await page.locator('#name').pressSequentially('Ann');
  await page.evaluate(() => document.querySelector('#name').setSelectionRange(1, 2));
  const before = await page.evaluate(() => document.querySelector('#name').getBoundingClientRect().top);
  await project.edit(LONG, 'Paragraph 0 says', 'A new paragraph.\n\nAnother new one.\n\nParagraph 0 shouts');
  await project.edit(LONG, 'Paragraph 80 says', 'Paragraph 80 sings');
  await until('both edits', async () => (await text(page)).includes('shouts') && (await text(page)).includes('sings'));
  const now = await page.evaluate(() => {
    const name = document.querySelector('#name');
    return {
      open: document.querySelector('details').open,
      name: name.value,
      notes: document.querySelector('#notes').value,
      agree: document.querySelector('#agree').checked,
      focus: document.activeElement === name,
      selection: `${name.selectionStart}-${name.selectionEnd}`,
      top: name.getBoundingClientRect().top,
      scrolled: scrollY > 0,
    };
  });
  expect.equal(now.open, true, 'the details are open');
  expect.equal(now.name, 'Ann', 'what was typed');
  expect.equal(now.notes, 'first', 'what was typed before');
  expect.equal(now.agree, true, 'the box is ticked');
  expect.equal(now.focus, true, 'the field has the focus');
  expect.equal(now.selection, '1-2', 'the selection');
  expect.ok(now.scrolled && Math.abs(now.top - before) < 2, `the field moved by ${now.top - before} px`);
  await page.keyboard.type('b');
  expect.equal(await page.inputValue('#name'), 'Abn', 'typing goes on');
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems, 'problem');
}

export async function typingGoesOnDuringManySaves({ page, problems, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await page.focus('#notes');
  const letters = 'the quick brown fox jumps over the lazy dog';
  const typing = page.keyboard.type(letters, { delay: 15 });
  for (let save = 0; save < 12; save += 1) {
    await project.edit(LONG, /Paragraph 2[a-z]* says/, `Paragraph 2${'x'.repeat(save)} says`);
    await new Promise((wait) => setTimeout(wait, 40));
  }
  await typing;
  await until('the last save', async () => (await text(page)).includes(`Paragraph 2${'x'.repeat(11)} says`));
  expect.equal(await page.inputValue('#notes'), letters, 'what was typed');
  expect.none(problems, 'problem');
}

export async function selectedTextStaysSelected({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await page.evaluate(() => {
    const words = [...document.querySelectorAll('main p')].find((one) => one.textContent.startsWith('Paragraph 4 '));
    getSelection().setBaseAndExtent(words.firstChild, 0, words.firstChild, 11);
  });
  await project.edit(LONG, 'Paragraph 4 says a few words', 'Paragraph 4 says a great many words');
  await until('the edit', async () => (await text(page)).includes('a great many'));
  expect.equal(await page.evaluate(() => String(getSelection())), 'Paragraph 4', 'the selection');
}

export async function headAndNavigationFollow({ page, problems, project, expect, until }) {
  await open(page, `${project.url}articles/short.html`);
  await project.edit(LONG, 'title: Long', 'title: Renamed & bold');
  await until('the title in the navigation', async () => (await navigation(page)).includes('Renamed & bold'));
  await project.edit('content/articles/short.md', 'title: Short', 'title: Brief\nsummary: In brief.');
  await until('the title', async () => (await page.title()).startsWith('Brief'));
  expect.equal(await page.locator('meta[name=description]').getAttribute('content'), 'In brief.', 'the description');
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems, 'problem');
}

export async function aStyleSheetChangesWithoutAFlash({ page, problems, project, expect, until }) {
  await project.write('lensbook.yaml', 'title: Preview\ntheme: mine\nmarkdown:\n  raw_html: allow\nseverities:\n  summary-missing: "off"\n');
  await project.write('themes/mine/theme.yaml', 'name: Mine\nextends: default\n');
  await project.write('themes/mine/assets/style.css', 'main { color: rgb(1, 2, 3); outline: 1px solid; }');
  await until('the theme', async () => shownStyle(project).then((style) => style.includes('rgb(1,2,3)')));
  await open(page, `${project.url}articles/short.html`);
  // Every frame that is painted without an outline would be a flash.
  await page.evaluate(() => {
    window.bare = 0;
    const look = () => {
      if (getComputedStyle(document.querySelector('main')).outlineStyle !== 'solid') window.bare += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  await project.write('themes/mine/assets/style.css', 'main { color: rgb(4, 5, 6); outline: 1px solid; }');
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('main')).color);
  await until('the new colour', async () => (await colour()) === 'rgb(4, 5, 6)');
  await until('the old sheet is gone', async () => (await page.locator('head link[href*="assets/style"]').count()) === 1);
  expect.equal(await page.evaluate(() => window.bare), 0, 'frames without style');
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems, 'problem');
}

export async function aTemplateEditShowsAtOnce({ page, project, expect, until }) {
  await project.write('lensbook.yaml', 'title: Preview\ntheme: mine\nmarkdown:\n  raw_html: allow\nseverities:\n  summary-missing: "off"\n');
  await project.write('themes/mine/theme.yaml', 'name: Mine\nextends: default\n');
  const template = (words) => `{% extends "default/kinds/article.html" %}\n{% block foot %}<p id="foot">${words}</p>{% endblock foot %}\n`;
  await project.write('themes/mine/templates/kinds/article.html', template('one'));
  await until('the theme', async () => (await (await fetch(`${project.url}articles/short.html`)).text()).includes('id="foot"'));
  await open(page, `${project.url}articles/short.html`);
  await until('the first', async () => (await page.locator('#foot').textContent()) === 'one');
  await project.write('themes/mine/templates/kinds/article.html', template('two'));
  await until('the second', async () => (await page.locator('#foot').textContent()) === 'two');
  expect.ok(await stays(page), 'the page was reloaded');
}

export async function anImageChangesBehindItsAddress({ page, problems, project, expect, until }) {
  await open(page, `${project.url}articles/short.html`);
  const width = () => page.evaluate(() => document.querySelector('main img').naturalWidth);
  const before = await width();
  await project.write('content/dot.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="33" height="44"><circle r="4"/></svg>');
  await until('the new image', async () => (await width()) === 33);
  expect.ok(before !== 33, 'the image was another one before');
  expect.none(problems, 'problem');
}

export async function problemsAreShownAsTextAndClear({ page, problems, project, expect, until, shoot }) {
  const file = `content/articles/${EVIL.replaceAll('/', '')}.md`;
  await open(page, `${project.url}articles/long.html`);
  await project.write(file, `---\ntitle: ${JSON.stringify(EVIL)}\nowner: [${EVIL}]\n---\n\n[x](${encodeURIComponent(EVIL)}.md)\n`);
  await until('the panel', () => panel(page).isVisible());
  const words = await panel(page).innerText();
  expect.ok(words.includes('<img src=x onerror'), `the panel shows the text as it is: ${words}`);
  expect.equal(await page.locator('lensbook-preview img').count(), 0, 'images in the panel');
  expect.ok((await text(page)).includes('Paragraph 5'), 'the last good page stays');
  const link = await page.locator('lensbook-preview .place a').first().getAttribute('href');
  expect.ok(/^vscode:\/\/file\/.*\.md:\d+:\d+$/.test(link), `a link to the editor: ${link}`);
  expect.ok((await page.locator('lensbook-preview pre mark').count()) > 0, 'an excerpt with its place marked');
  await shoot(page, 'errors');
  expect.equal(await page.evaluate(() => document.activeElement === document.body), true, 'the panel takes no focus');
  await page.keyboard.press('Escape');
  expect.equal(await panel(page).isVisible(), false, 'Escape closes');
  expect.ok(/\d+ errors?/.test(await corner(page).innerText()), 'the corner counts the errors');
  await corner(page).click();
  expect.equal(await panel(page).isVisible(), true, 'the corner opens');
  await project.remove(file);
  await until('the panel clears', async () => !(await panel(page).isVisible()));
  expect.equal(await corner(page).innerText(), 'Preview', 'the corner is calm');
  expect.equal(await page.title(), 'Long · Preview', 'the title');
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems.filter((one) => !one.includes('.html: 404')), 'problem');
}

export async function aBrokenPageCostsThatPage({ page, context, problems, project, expect, until, shoot }) {
  await open(page, `${project.url}articles/long.html`);
  await project.edit(LONG, 'title: Long', 'title: Long\nsumary: oops');
  await until('the panel', () => panel(page).isVisible());
  const words = await panel(page).innerText();
  expect.ok(words.includes('sumary') && words.includes('shown as it was before'), `what is wrong, and what is shown: ${words}`);
  await shoot(page, 'broken-page');
  // A page whose file is fine opens without a panel, and goes on.
  const other = await context.newPage();
  await open(other, `${project.url}articles/lone.html`);
  expect.equal(await panel(other).isVisible(), false, 'the panel of a page that is fine');
  expect.equal(await corner(other).innerText(), '1 error', 'the count');
  await project.edit(LONE, 'Nothing leads', 'Something leads');
  await until('an edit beside it', async () => (await text(other)).includes('Something leads'));
  await corner(other).click();
  expect.ok(!(await panel(other).innerText()).includes('shown as it was before'), 'a page that is fine is shown as it is');
  await other.close();
  // What it opens with after a reload is the same.
  await page.reload();
  await until('the panel again', () => panel(page).isVisible());
  await page.evaluate(() => { window.here = true; });
  await project.edit(LONG, 'sumary: oops', 'summary: Well.');
  await until('the panel clears', async () => !(await panel(page).isVisible()));
  await until('the newest state', async () => (await page.locator('main').innerText()).includes('Well.'));
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems, 'problem');
}

export async function aPageThatNeverWasGoodShowsItsWords({ page, project, problems, expect, until, shoot }) {
  const fields = (steps) => `---\ntitle: New\n${steps}---\n\n`;
  await project.write('content/plays/new.md', `${fields('')}First words.\n`);
  const address = `${project.url}plays/new.html`;
  await until('it is served', async () => (await fetch(address)).ok);
  await page.goto(address);
  await until('the panel', () => panel(page).isVisible());
  await page.evaluate(() => { window.here = true; });
  expect.ok((await text(page)).includes('First words.'), 'its words');
  expect.ok((await panel(page).innerText()).includes('shows its words alone'), 'and why it is only them');
  await shoot(page, 'words');
  await project.write('content/plays/new.md', `${fields('tags: [a, b\n')}Second words.\n`);
  await until('the next words', async () => (await text(page)).includes('Second words.'));
  expect.ok((await panel(page).innerText()).includes('never closed'), 'what is wrong now');
  expect.ok(await stays(page), 'the page was reloaded');
  expect.none(problems, 'problem');
}

export async function aChangeWhileThePageLoadsTakesNothingAway({ page, project, problems, expect, until }) {
  const address = `${project.url}articles/short.html`;
  const file = 'content/articles/short.md';
  let first = true;
  // The script's first look at the page comes after an edit that the page itself was loaded before.
  await page.route(address, async (route) => {
    if (first && route.request().resourceType() === 'xhr') {
      first = false;
      await project.edit(file, 'See', 'Look at');
      await until('the edit is served', async () => (await (await fetch(address)).text()).includes('Look at'));
    }
    await route.continue();
  });
  await page.goto(address);
  await until('the words', async () => (await text(page)).includes('Look at'));
  expect.ok(!first, 'the script never looked');
  expect.equal(await page.locator('lensbook-preview').count(), 1, 'panels');
  expect.equal(await page.locator('head link[href$="preview.css"]').count(), 1, 'style sheets of the panel');
  await project.edit(file, 'title: Short', 'title: Short\nnonsense: 1');
  await until('the panel', () => panel(page).isVisible());
  expect.none(problems, 'problem');
}

export async function warningsAreACountThatOpens({ page, project, expect, until, shoot }) {
  await open(page, `${project.url}articles/long.html`);
  await project.edit('content/articles/short.md', 'title: Short', 'title: Long');
  await until('the count', async () => (await corner(page).innerText()) === '1 warning');
  expect.equal(await panel(page).isVisible(), false, 'a warning opens nothing');
  await corner(page).focus();
  await page.keyboard.press('Enter');
  expect.equal(await panel(page).isVisible(), true, 'the list opens by keyboard');
  expect.ok((await panel(page).innerText()).includes('two pages have the title'), 'the list names it');
  await shoot(page, 'warnings');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  expect.equal(await panel(page).isVisible(), false, 'Escape closes the list');
}

export async function brokenAtTheStart({ page, project, expect, until, shoot }) {
  const template = 'themes/mine/templates/base.html';
  await project.restart(async () => {
    await project.write('lensbook.yaml', 'theme: mine\n');
    await project.write('themes/mine/theme.yaml', 'name: Mine\nextends: default\n');
    await project.write(template, '{% if %}');
  });
  await page.goto(project.url);
  await until('the panel', () => panel(page).isVisible());
  expect.ok((await page.locator('body').innerText()).includes('can’t be shown yet'), 'the page says so');
  await shoot(page, 'broken-at-start');
  await project.remove(template);
  await until('the page', async () => (await page.locator('main').innerText().catch(() => '')).includes('Welcome'));
}

export async function aPageThatMovesTakesTheBrowserAlong({ page, problems, project, expect, until, shoot }) {
  await open(page, `${project.url}articles/lone.html#x`);
  await project.move(LONE, 'content/articles/deep/lone.md');
  await until('the new address', async () => page.url() === `${project.url}articles/deep/lone.html#x`);
  await project.edit('content/articles/deep/lone.md', 'Nothing', 'Nobody');
  await until('an edit there', async () => (await text(page)).includes('Nobody leads here'));
  await project.move('content/articles/deep/lone.md', 'content/articles/other.md');
  await until('another name', async () => page.url() === `${project.url}articles/other.html#x`);
  expect.ok(await stays(page), 'the page was reloaded');
  await project.remove('content/articles/other.md');
  await until('it says that it is gone', async () => (await panel(page).innerText()).includes('gone'));
  await shoot(page, 'gone');
  await project.write('content/articles/other.md', '---\ntitle: Back\n---\n\nBack again.\n');
  await until('it is back', async () => (await text(page)).includes('Back again'));
  await until('the notice goes', async () => !(await panel(page).isVisible()));
  expect.none(problems, 'problem');
}

export async function aMissingPageAppears({ page, project, until }) {
  await page.goto(`${project.url}articles/new.html`);
  await page.waitForTimeout(200);
  await project.write('content/articles/new.md', '---\ntitle: New\n---\n\nHere it is.\n');
  await until('the page', async () => (await text(page)).includes('Here it is'));
}

export async function onlyPagesThatChangedAreTouched({ page, context, watch, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  const other = await context.newPage();
  const problems = await watch(other);
  await open(other, `${project.url}articles/short.html`);
  const changes = (one) => one.evaluate(() => {
    window.changes = 0;
    new MutationObserver((list) => { window.changes += list.length; })
      .observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await changes(other);
  await project.edit(LONG, 'Paragraph 3 says', 'Paragraph 3 whispers');
  await until('the edit', async () => (await text(page)).includes('whispers'));
  await page.waitForTimeout(200);
  expect.equal(await other.evaluate(() => window.changes), 0, 'changes to the page beside');
  expect.none(problems, 'problem');
}

export async function twelveTabsUpdate({ page, context, project, expect, until }) {
  const tabs = [page, ...(await Promise.all(Array.from({ length: 11 }, () => context.newPage())))];
  await Promise.all(tabs.map((tab, at) => open(tab, `${project.url}articles/${at % 2 ? 'long' : 'short'}.html`)));
  await project.edit(LONG, 'title: Long', 'title: Everywhere');
  for (const tab of tabs) await until('the title', async () => (await navigation(tab)).includes('Everywhere'));
  const reloaded = (await Promise.all(tabs.map(stays))).filter((here) => !here).length;
  expect.equal(reloaded, 0, 'tabs that were reloaded');
}

export async function itComesBackAfterARestart({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await project.restart(async () => {
    await until('it says that it is lost', async () => (await corner(page).innerText()) === 'Preview lost');
    await project.edit(LONG, 'Paragraph 3 says', 'Paragraph 3 whispers');
  });
  await until('what changed meanwhile', async () => (await text(page)).includes('whispers'));
  await until('it is calm', async () => (await corner(page).innerText()) === 'Preview');
  expect.ok(await stays(page), 'the page was reloaded');
}

export async function itScrollsToTheEditIfAsked({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await project.edit(LONG, 'Paragraph 85 says', 'Paragraph 85 whispers');
  await until('the edit', async () => (await text(page)).includes('whispers'));
  expect.equal(await page.evaluate(() => scrollY), 0, 'nobody asked');
  await corner(page).click();
  await page.locator('lensbook-preview #follow').check();
  await page.keyboard.press('Escape');
  await project.edit(LONG, 'Paragraph 85 whispers', 'Paragraph 85 shouts');
  await until('it is in sight', () => page.evaluate(() => {
    const box = [...document.querySelectorAll('main p')].find((one) => one.textContent.includes('shouts'))?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < innerHeight;
  }));
  await page.reload();
  expect.equal(await page.locator('lensbook-preview #follow').isChecked(), true, 'the choice is remembered');
}

export async function theSitesOwnScriptsGoOn({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  await page.locator('button.scheme-switch').click();
  const state = () => page.evaluate(() => `${document.documentElement.dataset.theme} ${document.querySelector('.scheme-switch').dataset.choice}`);
  const before = await state();
  await project.edit(LONG, 'title: Long', 'title: Longer');
  await until('the title', async () => (await page.title()).startsWith('Longer'));
  expect.equal(await state(), before, 'what the switch for colours did');
  expect.equal(await page.locator('button.scheme-switch').isVisible(), true, 'the switch is still there');
}

export async function theNewestStateIsWhatAReloadShows({ page, project, expect, until }) {
  await open(page, `${project.url}articles/long.html`);
  const edits = [
    ['Paragraph 1 says', '## A heading\n\n- one\n- two\n\nParagraph 1 says'],
    ['- two', '- two\n- three'],
    ['## A heading', '## Another heading'],
    ['- one\n', ''],
    [/Paragraph 5 [^]*?Paragraph 9 /, '| a | b |\n|---|---|\n| 1 | 2 |\n\nParagraph 9 '],
    ['| 1 | 2 |', '| 1 | 2 |\n| 3 | 4 |'],
    [/Paragraph 20 .*\n\nParagraph 21 .*/, 'Paragraph 21 first.\n\nParagraph 20 then.'],
    ['title: Long', 'title: The end'],
  ];
  for (const [from, to] of edits) await project.edit(LONG, from, to);
  await until('the last', async () => (await page.title()).startsWith('The end') && (await text(page)).includes('Paragraph 21 first'));
  await until('the marks fade', async () => (await page.locator('.lensbook-changed').count()) === 0);
  const shown = () => page.evaluate(() => document.body.outerHTML);
  const patched = await shown();
  expect.ok(await stays(page), 'the page was reloaded');
  await page.reload();
  const reloaded = (await shown()).split('\n');
  expect.none(patched.split('\n').filter((line) => !reloaded.includes(line)), 'only there before the reload');
  expect.equal(patched.split('\n').length, reloaded.length, 'lines of HTML');
}

const CANVAS = 'content/canvases/asks.md';
const PLAY = 'content/plays/talk.md';

export async function answersStayWhileQuestionsAreWritten({ page, problems, project, expect, until }) {
  const question = (id, ask) => `          - {id: ${id}, ask: ${ask}, when_low: [{play: talk, because: It helps.}]}\n`;
  await project.write(PLAY, '---\ntitle: Talk\npurpose: P.\nrun: 45 minutes\npeople: 2\nsteps: [{do: Talk, minutes: 45}]\n---\n');
  await project.write(CANVAS, `---\ntitle: Asks\npurpose: P.\nstages:\n  - id: look\n    title: Look\n    output: O\n    blocks:\n      - id: b\n        title: B\n        questions:\n${question('one', 'Is it so?')}${question('two', 'And this?')}---\n`);
  const url = `${project.url}canvases/asks/fill.html`;
  await until('the page', async () => (await fetch(url)).ok);
  await open(page, url);
  await page.locator('[name="v-two"]').first().check();
  await page.locator('[name="n-two"]').pressSequentially('half a sen');
  await project.edit(CANVAS, 'Is it so?', 'Is it really so?');
  await until('the new wording', async () => (await text(page)).includes('really so'));
  expect.ok(await stays(page), 'the page was reloaded');
  await page.keyboard.type('tence');
  expect.equal(await page.inputValue('[name="n-two"]'), 'half a sentence', 'what was typed across an edit');
  await project.edit(CANVAS, question('two', 'And this?'), question('new', 'What else?') + question('two', 'And that?'));
  await until('the new question', async () => (await page.locator('#new').count()) === 1);
  expect.equal(await page.inputValue('[name="n-two"]'), 'half a sentence', 'the note of a question that moved');
  expect.equal(await page.locator('[name="v-two"]').first().isChecked(), true, 'the answer of a question that moved');
  await until('its new wording is flagged', async () => (await page.locator('#two .flag').count()) === 1);
  await page.locator('[name="v-new"]').first().check();
  await until('both count', async () => (await page.locator('#lb-count').innerText()).startsWith('2 of 3'));
  await until('both lead to the play', async () => (await page.locator('.reasons > li').count()) === 2);
  // A question that is cut and pasted comes back with its answer; under another id it has none.
  const two = question('two', 'And that?');
  await project.edit(CANVAS, two, '');
  await until('its answer no longer counts', async () => (await page.locator('.reasons > li').count()) === 1);
  await project.edit(CANVAS, question('new', 'What else?'), question('new', 'What else?') + two);
  await until('it is back', async () => (await page.locator('#two').count()) === 1);
  expect.equal(await page.inputValue('[name="n-two"]'), 'half a sentence', 'the note of a question that came back');
  expect.equal(await page.locator('[name="v-two"]').first().isChecked(), true, 'the answer of a question that came back');
  await project.edit(CANVAS, '{id: two,', '{id: other,');
  await until('the other id', async () => (await page.locator('#other').count()) === 1);
  expect.equal(await page.locator('[name="v-other"]').first().isChecked(), false, 'an answer under an id that was never answered');
  await until('it is said that the old one is gone', async () => (await page.locator('#lb-flags').count()) === 1);
  await project.edit(CANVAS, '{id: other,', '{id: two,');
  await until('the old id', async () => (await page.locator('#two').count()) === 1);
  await page.reload();
  expect.equal(await page.inputValue('[name="n-two"]'), 'half a sentence', 'what was typed after a reload');
  expect.equal(await page.locator('[name="v-new"]').first().isChecked(), true, 'the answer to the new question after a reload');
  expect.none(problems, 'problem');
}
