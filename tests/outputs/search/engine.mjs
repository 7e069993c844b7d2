// Runs the theme's own search-index.js over a built site, without a browser, and counts what it loads.
// Refuses to know how the index is written: that is the script's business, and what is under test.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { createIndex } from '../../../themes/default/assets/search-index.js';

/** `{ find, show, split, loaded }` of the site in `folder`; `loaded` maps the files that were read to what they hold. */
export function engine(folder) {
  const loaded = new Map();
  const request = (name, fail) => {
    try {
      const text = readFileSync(join(folder, 'search', `${name}.js`), 'utf8');
      loaded.set(name, text);
      queueMicrotask(() => runInContext(text, context));
    } catch (error) {
      fail(error);
    }
  };
  const { receive, find, show, split } = createIndex(request);
  const context = createContext({ lensbookSearch: receive });
  return { find, show, split, loaded };
}

/** The bytes of a text as it lies on the disk, and as a server sends it, compressed. */
export const weigh = (text) => ({ bytes: Buffer.byteLength(text), wire: gzipSync(text).length });

/** The first `count` pages for `query`, as addresses without `.html`, and the bytes of all files that it took (see `weigh`). */
export async function ask(folder, query, count) {
  const { find, show, loaded } = engine(folder);
  const found = await find(query);
  const shown = await Promise.all(found.pages.slice(0, count).map((page) => show(page, found)));
  const sizes = [...loaded.values()].map(weigh);
  const [bytes, wire] = ['bytes', 'wire'].map((name) => sizes.reduce((sum, size) => sum + size[name], 0));
  return { found, shown, bytes, wire, pages: shown.map(({ href }) => href.replace(/#.*/, '').replace(/\.html$/, '')) };
}

/** The lines of a file, each cut at its first ` = `; what follows is a list. */
export function queries(file) {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  const kept = lines.filter((line) => line.trim() && !line.startsWith('#'));
  return kept.map((line) => line.split(' = ')).map(([first, rest]) => [first, rest.split(', ')]);
}
