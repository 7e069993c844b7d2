// Asks the search of a built sample playbook what readers ask, and expects an answer among the first three:
//
//     node tests/outputs/search/find.mjs SITE
//
// And it splits what they type into the same words as the index (words.txt), which the program's own tests read too.
// Refuses a query without an answer, and a site whose answers depend on how often one asks.
import { ask, engine, queries } from './engine.mjs';

const FIRST = 3;

const [site] = process.argv.slice(2);
if (!site) {
  console.error('usage: node tests/outputs/search/find.mjs SITE');
  process.exit(2);
}
const all = queries('sample.txt');
const failures = [];
for (const [text, words] of queries('words.txt')) {
  const split = engine(site).split(text);
  if (String(split) !== String(words)) failures.push(`${text}: split into ${split}, not ${words}`);
}
let most = 0;
for (const [query, wanted] of all) {
  const { pages, bytes } = await ask(site, query, 6);
  const again = await ask(site, query, 6);
  if (String(again.pages) !== String(pages)) failures.push(`${query}: another answer the second time`);
  if (!pages.slice(0, FIRST).some((page) => wanted.includes(page))) {
    failures.push(`${query}: ${wanted.join(' or ')} is not among ${pages.slice(0, FIRST).join(', ') || 'nothing'}`);
  }
  most = Math.max(most, bytes);
}
failures.forEach((failure) => console.log(`FAIL  ${failure}`));
console.log(`search: ${all.length} queries, ${failures.length} failing, at most ${most} bytes for one`);
process.exitCode = failures.length ? 1 : 0;
