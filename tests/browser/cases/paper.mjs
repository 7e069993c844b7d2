// Prints what is made to be printed, with Chromium to PDF, and reads the PDF with poppler. Refuses a sheet too many, paper of
// another size, a word that is lost, and a link of the whole that leads nowhere.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROGRAM } from '../limits.mjs';
import { serve } from '../server.mjs';
import { encode, files } from '../site.mjs';

export const name = 'posters, cards and the whole playbook print on the sheets they should, with every word';

const execute = (program, words, options = {}) => promisify(execFile)(program, words, { timeout: PROGRAM, ...options });
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Points of A4 and A3, as Chromium rounds them. */
const A4 = [595, 842];
const A3 = [1191, 842];

export async function run({ page, pages, url, problems, expect }) {
  const folder = await mkdtemp(join(tmpdir(), 'lensbook-paper-'));
  try {
    const printer = new Printer(page, folder, expect);
    const papers = pages.filter((path) => /\/(poster|poster-empty|cards)\.html$/.test(path));
    expect.ok(papers.filter((path) => path.includes('poster')).length >= 2, 'there is a poster');
    expect.ok(papers.filter((path) => path.includes('cards')).length >= 2, 'there are cards');
    for (const path of papers) await (path.includes('poster') ? poster : cards)(printer, url, path);
    if (pages.includes('print.html')) await whole(printer, url);
    await ordinary(printer, url, pages);
    await doubled(printer, folder, expect);
    expect.none(problems, 'problem');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Prints pages and compares them with what the browser shows. */
class Printer {
  constructor(page, folder, expect) {
    Object.assign(this, { page, folder, expect, count: 0 });
  }

  /** `{ sheets, sizes, text }` of the page at `address` on the paper that it asks for, or on `format`. */
  async print(address, format) {
    await this.page.goto(address);
    await this.page.emulateMedia({ media: 'print' });
    const path = join(this.folder, `${(this.count += 1)}.pdf`);
    await this.page.pdf({ path, preferCSSPageSize: !format, format, printBackground: false });
    const { stdout: info } = await execute('pdfinfo', ['-f', '1', '-l', '9999', path]);
    const sheets = Number(/^Pages:\s+(\d+)/m.exec(info)[1]);
    const sizes = [...info.matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/gm)].map(([, ...size]) => size.map(Number));
    const { stdout: text } = await execute('pdftotext', ['-raw', path, '-'], { maxBuffer: 1 << 28 });
    return { sheets, sizes, text };
  }

  /** Fails unless all sheets of `printed` are of `size`. */
  sized(printed, size, what) {
    const wrong = printed.sizes.filter((one) => one.some((length, at) => Math.abs(length - size[at]) > 1));
    this.expect.ok(printed.sizes.length > 0 && wrong.length === 0, `${what}: a sheet of ${wrong[0]} points, not ${size}`);
  }

  /** Fails unless every word that is shown for print is on paper as often. `what` names the page. */
  async worded(printed, what) {
    const shown = counted(await this.page.evaluate(words));
    const there = counted(split(printed.text));
    const lost = [...shown].filter(([word, times]) => (there.get(word) ?? 0) < times).map(([word]) => word);
    this.expect.ok(shown.size > 20, `${what} shows ${shown.size} words`);
    this.expect.ok(lost.length === 0, `${what}: ${lost.length} words are lost on paper: ${lost.slice(0, 8).join(', ')}`);
  }

  /** Fails where a line of a drawing leaves it, or two lines overlap. */
  async apart(what) {
    const faults = await this.page.evaluate(clashes);
    this.expect.ok(faults.length === 0, `${what}: ${faults.slice(0, 3).join(' · ')}`);
  }
}

async function poster(printer, url, path) {
  const printed = await printer.print(url + encode(path));
  printer.expect.equal(printed.sheets, 1, `${path}: sheets`);
  printer.sized(printed, A3, path);
  await printer.apart(path);
  if (!path.includes('empty')) await printer.worded(printed, path);
  const foot = path.replace(/\/poster(-empty)?\.html$/, '');
  printer.expect.ok(printed.text.includes(foot), `${path}: the page's address is not on it`);
}

async function cards(printer, url, path) {
  const printed = await printer.print(url + encode(path));
  const { all, sizes, out } = await printer.page.evaluate(() => {
    const found = [...document.querySelectorAll('.sheet li')];
    const cards = found.map((card) => card.getBoundingClientRect());
    const inner = found.map((card) => card.firstElementChild.getBoundingClientRect());
    const out = inner.filter((drawing, at) => ['left', 'top', 'right', 'bottom'].some((side) => Math.abs(drawing[side] - cards[at][side]) > 1)).length;
    return { out, all: cards.length, sizes: [...new Set(cards.map((card) => `${card.width.toFixed(1)} × ${card.height.toFixed(1)}`))] };
  });
  printer.expect.equal(printed.sheets, Math.ceil(all / 4), `${path}: sheets of ${all} cards`);
  printer.expect.equal(sizes.length, 1, `${path}: cards of ${sizes}`);
  printer.expect.equal(out, 0, `${path}: cards that do not fill their place`);
  printer.sized(printed, A4, path);
  await printer.apart(path);
  await printer.worded(printed, path);
}

async function whole(printer, url) {
  for (const format of ['A4', 'Letter']) {
    const printed = await printer.print(`${url}print.html`, format);
    await printer.worded(printed, `print.html on ${format}`);
    printer.expect.ok(printed.sheets > 3, `print.html on ${format}: ${printed.sheets} sheets`);
  }
  const { nowhere, twice, links, unloaded } = await printer.page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    const targets = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href').slice(1));
    const known = new Set(ids);
    return {
      nowhere: targets.filter((target) => !known.has(target)),
      twice: ids.filter((id, at) => ids.indexOf(id) !== at),
      links: targets.length,
      unloaded: [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src),
    };
  });
  printer.expect.ok(links > 100, `the whole has ${links} links within it`);
  printer.expect.none(nowhere, 'link within the whole that leads nowhere');
  printer.expect.none(twice, 'id that stands twice in the whole');
  printer.expect.none(unloaded, 'image that is not there');
}

/** One page of each section prints on both papers with every word. */
async function ordinary(printer, url, pages) {
  const seen = new Set();
  const first = (path) => path.split('/').length === 2 && !/(index|cards)\.html$/.test(path) && !seen.has(path.split('/')[0]) && seen.add(path.split('/')[0]);
  for (const path of ['index.html', ...pages.filter(first)]) {
    for (const format of ['A4', 'Letter']) await printer.worded(await printer.print(url + encode(path), format), `${path} on ${format}`);
  }
}

/** The sample's posters and cards once more, with every question, title, lens and step twice as long. */
async function doubled(printer, folder, expect) {
  const program = process.env.LENSBOOK ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release/lensbook');
  const project = join(folder, 'project');
  for (const part of ['content', 'lensbook.yaml']) await cp(join(ROOT, part), join(project, part), { recursive: true });
  for (const file of await files(join(project, 'content'), '.md')) {
    const path = join(project, 'content', file);
    const text = await readFile(path, 'utf8');
    if (/^(canvases|plays)\//.test(file)) await writeFile(path, text.replace(/^(\s*(?:- )?(?:ask|do|lens|output|purpose): )(?!["'|>])(.*)$/gm, '$1$2 $2'));
  }
  const site = join(folder, 'site');
  const { stderr } = await execute(program, ['build', '--root', project, '--output', site, '--as-of', '2026-11-21']).catch((error) => error);
  expect.ok(!/poster-full/.test(stderr), 'twice the text fits on the poster');
  const server = await serve(site);
  try {
    const pages = await files(site, '.html');
    for (const path of pages.filter((path) => path.endsWith('/poster.html'))) await poster(printer, server.url, path);
    for (const path of pages.filter((path) => path.endsWith('/cards.html'))) await cards(printer, server.url, path);
  } finally {
    await server.close();
  }
}

const split = (text) => text.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);

function counted(list) {
  const counts = new Map();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** In the page: the words that print shows. A word that a line breaks is none. */
function words() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('script, style, .visually-hidden') || !parent.checkVisibility({ contentVisibilityAuto: true })) continue;
    found.push(walker.currentNode.data);
  }
  return found.join(' ').normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
}

/** In the page: lines of text in drawings that leave their drawing or overlap another. */
function clashes() {
  const faults = [];
  for (const svg of document.querySelectorAll('.sheet svg')) {
    const frame = svg.getBoundingClientRect();
    const lines = [...svg.querySelectorAll('tspan')].map((line) => ({ text: line.textContent.trim(), box: line.getBoundingClientRect(), size: Number(getComputedStyle(line).fontSize.replace('px', '')) }));
    const tall = frame.height / svg.viewBox.baseVal.height;
    // A line's box has the face's whole height, of which letters fill the middle.
    const areas = lines.filter(({ text }) => text).map(({ text, box, size }) => ({ text, left: box.left, right: box.right, top: box.bottom - box.height / 2 - size * tall * 0.45, bottom: box.bottom - box.height / 2 + size * tall * 0.45 }));
    areas.forEach((one, at) => {
      if (one.left < frame.left - 1 || one.right > frame.right + 1 || one.top < frame.top - 1 || one.bottom > frame.bottom + 1) faults.push(`“${one.text}” leaves its drawing`);
      const other = areas.slice(at + 1).find((two) => one.left < two.right - 0.5 && two.left < one.right - 0.5 && one.top < two.bottom - 0.5 && two.top < one.bottom - 0.5);
      if (other) faults.push(`“${one.text}” and “${other.text}” overlap`);
    });
  }
  return faults;
}
