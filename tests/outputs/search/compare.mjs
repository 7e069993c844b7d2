// Measures the search beside Pagefind's, on the sample playbook and on a made-up one of 1,000 pages:
//
//     node tests/outputs/search/compare.mjs LENSBOOK FOLDER
//
// LENSBOOK is the program, FOLDER is emptied and worked in. Both answer the same queries over the same pages; Pagefind
// indexes what a page says (`main` without its navigation). Bytes are those of all files that a first query takes, as they
// lie on the disk, scripts and the texts of the first results included: Pagefind's are compressed, ours are not, so a second
// line says what a server sends of ours. Times are of the whole `lensbook build` and of `pagefind` alone, the best of three.
// Fails where Pagefind has more right answers, needs fewer bytes, or indexes faster than we build everything.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../../browser/chromium.mjs';
import { sideBySide } from '../../browser/limits.mjs';
import { serve } from '../../browser/server.mjs';
import { file } from '../../browser/tools.mjs';
import { ask, queries, weigh } from './engine.mjs';

const FIRST = 3;
const SHOWN = 8;
const RUNS = 3;
const PAGES = 1000;
/** Of so many made-up pages one is searched for. */
const EVERY = 25;
const AT_A_TIME = 2;
const LIMIT = 300_000;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const AROUND = '.breadcrumbs, .contents, .pager, .backlinks, .page-info, .other-sections';

const run = (program, ...options) => execFileSync(program, options, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], timeout: LIMIT });

function best(prepare, action) {
  const times = Array.from({ length: RUNS }, () => {
    prepare();
    // A build waits until its files are on the disk: what others left to write is not its work.
    run('sync');
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function build(program, project, site) {
  const clear = () => rmSync(site, { recursive: true, force: true });
  return best(clear, () => run(program, 'build', '--root', project, '--output', site, '--as-of', '2026-11-21'));
}

const pagefind = (site) => best(() => rmSync(join(site, 'pagefind'), { recursive: true, force: true }), () => {
  run(file(`@pagefind/linux-${process.arch}/bin/pagefind_extended`), '--site', site, '--root-selector', 'main', '--exclude-selectors', AROUND);
});

/** Titles, titles with a slip, and headings of articles here and there in a made-up playbook. */
function madeUp(project) {
  const folder = join(project, 'content');
  const all = readdirSync(folder, { recursive: true }).filter((path) => /page-\d+\.md$/.test(path)).sort();
  return all.filter((_, at) => at % EVERY === 7).flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const title = text.match(/^title: (.*) \d+$/m)[1];
    const heading = text.match(/^## Why (.*)$/m)[1];
    const slip = title.replace(/^(..)(.)(.)/, '$1$3$2');
    return [title, slip, `${title} ${heading}`].map((query) => [query, [path.replace(/\.md$/, '')]]);
  });
}

async function ours(site, all) {
  const name = readdirSync(join(site, 'assets')).find((one) => /^search\..*js$/.test(one));
  const script = weigh(readFileSync(join(site, 'assets', name), 'utf8'));
  const answers = [];
  for (const [query] of all) {
    const { pages, bytes, wire } = await ask(site, query, SHOWN);
    answers.push({ pages, bytes: bytes + script.bytes, wire: wire + script.wire });
  }
  return answers;
}

async function theirs(browser, site, all) {
  // Under the policy that readers get, from the server and in each page, Pagefind's WebAssembly is refused.
  const server = await serve(site, "script-src 'self' 'wasm-unsafe-eval'");
  const answers = await sideBySide(AT_A_TIME, all, async ([query]) => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const loaded = new Set();
    await page.goto(`${server.url}404.html`);
    page.on('request', (request) => loaded.add(new URL(request.url()).pathname.split('/pagefind/')[1]));
    const urls = await page.evaluate(async ([root, query, shown]) => {
      const pagefind = await import(`${root}pagefind/pagefind.js`);
      await pagefind.init();
      const { results } = await pagefind.search(query);
      const data = await Promise.all(results.slice(0, shown).map((result) => result.data()));
      return data.map(({ url }) => url);
    }, [server.url, query, SHOWN]);
    await context.close();
    const bytes = [...loaded].filter(Boolean).reduce((sum, name) => sum + statSync(join(site, 'pagefind', name)).size, 0);
    return { pages: urls.map((url) => url.replace(/^.*sub-path\//, '').replace(/^\//, '').replace(/\.html$/, '')), bytes };
  });
  await server.close();
  return answers;
}

function tally(all, answers) {
  const isRight = ([, wanted], { pages }) => pages.slice(0, FIRST).some((page) => wanted.includes(page));
  const sorted = (name) => answers.map((answer) => answer[name]).sort((a, b) => a - b);
  const [sizes, wire] = [sorted('bytes'), sorted('wire')];
  return {
    right: all.filter((query, at) => isRight(query, answers[at])).length,
    middle: sizes[sizes.length >> 1],
    most: sizes.at(-1),
    sent: { middle: wire[wire.length >> 1], most: wire.at(-1) },
  };
}

const row = (...cells) => console.log(cells.map((cell, at) => String(cell).padStart(at ? 13 : -1).padEnd(at ? 0 : 34)).join(''));

async function contest(name, browser, project, site, program, all) {
  const built = build(program, project, site);
  const indexed = pagefind(site);
  const mine = tally(all, await ours(site, all));
  const other = tally(all, await theirs(browser, site, all));
  row(name, 'right', 'of', 'bytes, middle', 'most', 'ms');
  row('  lensbook, whole build', mine.right, all.length, mine.middle, mine.most, Math.round(built));
  row('    as a server sends it', '', '', mine.sent.middle, mine.sent.most);
  row('  pagefind, index alone', other.right, all.length, other.middle, other.most, Math.round(indexed));
  return mine.right >= other.right && mine.middle < other.middle && mine.most < other.most && indexed > built;
}

const [program, folder] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) {
  console.error('usage: node tests/outputs/search/compare.mjs LENSBOOK FOLDER');
  process.exit(2);
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const generate = join(folder, 'generate');
const playbook = join(folder, 'playbook');
run('rustc', '-O', '--edition', '2024', 'benches/generate.rs', '-o', generate);
run(generate, playbook, String(PAGES));
const browser = await launch();
const sample = await contest('sample playbook', browser, ROOT, join(folder, 'sample'), program, queries('sample.txt'));
const made = await contest(`${PAGES} made-up pages`, browser, playbook, join(folder, 'site'), program, madeUp(playbook));
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = sample && made ? 0 : 1;
