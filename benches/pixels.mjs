// Measures the live preview up to the screen: from just before a file is written until Chromium has painted the change.
//
//     node benches/pixels.mjs PROGRAM PLAYBOOK [SAVES=60]
//
// PLAYBOOK is a generated one (benches/generate.rs); a page of it is edited and put back. Needs what `tests/run preview`
// installs. Refuses to judge: it prints the median, the 95th percentile and the most.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from '../tests/browser/chromium.mjs';

const [program, playbook, saves = '60'] = process.argv.slice(2);
const content = join(playbook, 'content');
const pages = readdirSync(content, { recursive: true }).filter((path) => /page-\d+\.md$/.test(path)).sort();
const file = join(content, pages[100]);
const address = relative(content, file).replace(/\.md$/, '.html');
const original = readFileSync(file, 'utf8');

const server = spawn(program, ['serve', '--port', '0', '--root', playbook, '--as-of', '2026-10-15'], { stdio: ['ignore', 'pipe', 'ignore'] });
const url = await new Promise((ready) => createInterface({ input: server.stdout }).once('line', ready));
const browser = await launch();
const page = await browser.newPage();
await page.goto(url + address);
await page.waitForFunction(() => document.querySelector('lensbook-preview:not([hidden])'));
await page.evaluate(() => {
  // A change is painted in the frame after it: two frames later it is on the screen.
  window.painted = new Map();
  new MutationObserver(() => {
    const word = document.querySelector('main').textContent.match(/word\d+end/)?.[0];
    if (!word || window.painted.has(word)) return;
    window.painted.set(word, 0);
    requestAnimationFrame(() => requestAnimationFrame(() => window.painted.set(word, Date.now())));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
});

const taken = [];
for (let save = 0; save < Number(saves); save += 1) {
  await new Promise((wait) => setTimeout(wait, 120));
  const word = `word${save}end`;
  const start = Date.now();
  writeFileSync(file, `${original}\n${word}\n`);
  await page.waitForFunction((wanted) => window.painted.get(wanted) > 0, word, { polling: 20 });
  taken.push((await page.evaluate((wanted) => window.painted.get(wanted), word)) - start);
}
writeFileSync(file, original);
await browser.close();
server.kill();

taken.sort((a, b) => a - b);
const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))];
console.log(`save to painted: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${taken.at(-1)} ms (${taken.length} saves)`);
