// Runs the browser cases against a built site:
//
//     node tests/browser/run.mjs SITE [CASE…]
//
// A case is a file in cases/ that exports `name` and `async run({…})`, which receives
//   page      a fresh page of a fresh context         problems  what went wrong in it so far (see chromium.mjs)
//   url       the site over HTTP, below a sub-path, under the policy; ends with /
//   fileUrl   the site as file://; ends with /
//   expect    ok, equal, none (see expect.mjs)        visit     async (path) → the page, loaded over HTTP
//   pages     every page of the site                  sample    pages that stand for all (see site.mjs)
//   browser   for a case that needs contexts of its own
// Two cases run at a time, each in contexts of its own and within a limit. Refuses to build the site, and to stop at the first
// failure.
import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, watch } from './chromium.mjs';
import { expectations } from './expect.mjs';
import { CASE, sideBySide, within } from './limits.mjs';
import { serve } from './server.mjs';
import { encode, files, sample } from './site.mjs';

const SHOWN = 20;
const AT_A_TIME = 2;

async function cases(names) {
  const folder = new URL('cases/', import.meta.url);
  const found = (await readdir(folder)).filter((file) => file.endsWith('.mjs')).sort();
  const unknown = names.filter((name) => !found.includes(`${name}.mjs`));
  if (unknown.length) throw new Error(`no such case: ${unknown.join(', ')}`);
  const chosen = names.length ? names.map((name) => `${name}.mjs`) : found;
  return Promise.all(chosen.map(async (file) => ({ id: basename(file, '.mjs'), ...(await import(new URL(file, folder))) })));
}

async function attempt(one, browser, site) {
  const expect = expectations();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const problems = await watch(page);
    const visit = (path) => page.goto(site.url + encode(path)).then(() => page);
    await within(CASE, one.id, one.run({ ...site, browser, expect, page, problems, visit }));
  } catch (error) {
    expect.failures.push(error.stack ?? String(error));
  } finally {
    await context.close();
  }
  return expect.failures;
}

function report(one, failures, milliseconds) {
  console.log(`${failures.length ? 'FAIL' : '  ok'}  ${one.id}: ${one.name} (${(milliseconds / 1000).toFixed(1)} s)`);
  failures.slice(0, SHOWN).forEach((failure) => console.log(`      ${failure}`));
  if (failures.length > SHOWN) console.log(`      … and ${failures.length - SHOWN} more`);
}

async function main([folder, ...names]) {
  if (!folder) throw new Error('usage: node tests/browser/run.mjs SITE [CASE…]');
  const root = resolve(folder);
  const chosen = await cases(names);
  const pages = await files(root, '.html');
  if (!pages.includes('index.html')) throw new Error(`${folder} holds no index.html`);
  const server = await serve(root);
  const browser = await launch();
  const site = { url: server.url, fileUrl: `${pathToFileURL(root)}/`, pages, sample: await sample(root, pages) };
  const outcomes = await sideBySide(AT_A_TIME, chosen, async (one) => {
    const start = performance.now();
    const failures = await attempt(one, browser, site);
    report(one, failures, performance.now() - start);
    return failures.length > 0;
  });
  const failed = outcomes.filter(Boolean).length;
  await browser.close();
  await server.close();
  console.log(`browser: ${pages.length} pages, ${chosen.length} cases, ${failed} failing`);
  process.exitCode = failed ? 1 : 0;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(2);
});
