// Opens the pages that the test `no_payload_runs_anywhere` made of five hundred payloads in every field of text, in Chromium,
// from disk and without the policy that would stop what runs:
//
//     LENSBOOK_HOSTILE=FOLDER cargo test no_payload_runs && node tests/browser/hostile.mjs FOLDER
//
// Nothing may run, and nothing may stand there that would: no handler, no address that runs, no script without a file. Every
// page is opened in one round of payloads; one page for each template, and each list, in all rounds.
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { expectations } from './expect.mjs';

/** In the page: what runs or would run. */
function live() {
  const found = window.ran ?? [];
  const address = /^[\u0000-\u0020]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|data|vbscript)\s*:/i;
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcdoc' || (/^(?:xlink:)?href$|^src$|action$|^data$|^to$/.test(name) && address.test(value))) {
        found.push(`<${element.localName} ${name}="${value.slice(0, 80)}">`);
      }
    }
    if (/^(?:iframe|object|embed|base|form|style)$/.test(element.localName) ) found.push(`<${element.localName}>`);
    if (element.localName === 'script' && !element.src && element.type !== 'application/json') found.push('<script>');
  }
  return found;
}

const [folder] = process.argv.slice(2);
const { none, ok, failures } = expectations();
const rounds = (await readdir(folder)).sort((a, b) => a - b);
const files = await readdir(join(folder, rounds[0]), { recursive: true });
const pages = files.filter((file) => file.endsWith('.html')).sort();
const first = new Set();
const always = pages.filter((file) => file.endsWith('index.html') || (!first.has(dirname(file)) && first.add(dirname(file))));
const browser = await launch();
const page = await browser.newPage();
await page.addInitScript(() => {
  window.ran = [];
  window.alert = (text) => window.ran.push(`alert(${text})`);
});
await page.route(/^https?:/, (route) => route.abort());
let count = 0;
for (const [at, round] of rounds.entries()) {
  const some = pages.filter((file, index) => always.includes(file) || index % rounds.length === at);
  for (const file of some) {
    await page.goto(pathToFileURL(join(folder, round, file)).href, { waitUntil: 'load' });
    const found = await page.evaluate(live);
    none(found.slice(0, 5), `${round}/${file}`);
    count += 1;
  }
}
await browser.close();
ok(count > 300, `${count} pages are too few`);
failures.slice(0, 40).forEach((failure) => console.error(failure));
console.log(`${count} pages of hostile text, ${failures.length} failures`);
process.exitCode = failures.length ? 1 : 0;
