// Reads on stdin a JSON list of [before, after], two texts of a script each, and writes a list of how they compare: `same`, `other`, or
// `none` where the first is no script. Two are the same if the parser that comes with Node.js makes the same tree of both, apart
// from where things stand and from empty statements. Needs `node --expose-internals`. Refuses to run any of them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { parse } = createRequire(import.meta.url)('internal/deps/acorn/acorn/dist/acorn');

const tree = (js, sourceType) => {
  const place = new Set(['start', 'end']);
  const bare = (key, value) => {
    if (place.has(key)) return undefined;
    return Array.isArray(value) ? value.filter((one) => one?.type !== 'EmptyStatement') : value;
  };
  const options = { ecmaVersion: 'latest', sourceType, allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true };
  return JSON.stringify(parse(js, options), bare);
};
const verdict = ([before, after]) => {
  const sourceType = /^(import|export) /m.test(before) ? 'module' : 'script';
  let wanted;
  try { wanted = tree(before, sourceType); } catch { return 'none'; }
  try { return tree(after, sourceType) === wanted ? 'same' : 'other'; } catch { return 'other'; }
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(verdict)));
