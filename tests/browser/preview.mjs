// Runs the browser cases of the live preview, each on a fresh playbook that `lensbook serve` shows:
//
//     node tests/browser/preview.mjs PROGRAM [CASE…]
//
// The cases are the exports of preview-cases.mjs and author-cases.mjs; each receives
//   page      a fresh page of a fresh context       problems  what went wrong in it so far (see chromium.mjs)
//   project   the playbook to edit (project.mjs)    expect    ok, equal, none (see expect.mjs)
//   until     async (what, () => done?)  waits until it holds, or records that it never did
// `SHOTS` in the environment names a folder for screenshots of the panel. Refuses to build the program, and to stop at the
// first failure. Two cases run at a time, each within a limit.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launch, watch } from './chromium.mjs';
import { expectations } from './expect.mjs';
import * as author from './author-cases.mjs';
import * as page from './preview-cases.mjs';
import { CASE, sideBySide, within } from './limits.mjs';
import { preview } from './project.mjs';

const PATIENCE = 5_000;
const AT_A_TIME = 2;
const all = { ...page, ...author };

async function attempt(run, browser, program) {
  const expect = expectations();
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const project = await preview(program);
  const until = async (what, holds) => {
    const end = performance.now() + PATIENCE;
    while (performance.now() < end) {
      if (await holds()) return true;
      await new Promise((wait) => setTimeout(wait, 15));
    }
    expect.ok(false, `never: ${what}`);
    return false;
  };
  const shoot = async (page, name) => {
    if (!process.env.SHOTS) return;
    await mkdir(process.env.SHOTS, { recursive: true });
    await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
  };
  try {
    const page = await context.newPage();
    const problems = await watch(page);
    const given = { browser, context, expect, page, problems, program, project, shoot, until, watch };
    await within(CASE, run.name, run(given));
  } catch (error) {
    expect.failures.push(error.stack ?? String(error));
  } finally {
    await context.close();
    await project.close();
  }
  return expect.failures;
}

async function main([program, ...names]) {
  if (!program) throw new Error('usage: node tests/browser/preview.mjs PROGRAM [CASE…]');
  const chosen = names.length ? names : Object.keys(all);
  const browser = await launch();
  const outcomes = await sideBySide(AT_A_TIME, chosen, async (name) => {
    const start = performance.now();
    const failures = await attempt(all[name], browser, resolve(program));
    console.log(`${failures.length ? 'FAIL' : '  ok'}  ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    failures.slice(0, 20).forEach((failure) => console.log(`      ${failure}`));
    return failures.length > 0;
  });
  const failed = outcomes.filter(Boolean).length;
  await browser.close();
  console.log(`preview: ${chosen.length} cases, ${failed} failing`);
  process.exitCode = failed ? 1 : 0;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(2);
});
