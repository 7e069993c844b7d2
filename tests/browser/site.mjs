// What a built site folder holds: its pages, and a sample of them that stands for the whole.
// Refuses to know any content kind: a page is an .html file, its section is its top-level folder.
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every file below `folder` with one of `extensions`, as sorted relative URL paths. */
export async function files(folder, ...extensions) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && extensions.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Every top-level page, and of every top-level folder its index, its largest other page and the largest below. */
export async function sample(folder, pages) {
  const sections = new Map();
  for (const page of pages) {
    const section = page.includes('/') ? page.split('/')[0] : '';
    sections.set(section, [...(sections.get(section) ?? []), page]);
  }
  const chosen = [...sections].map(([name, members]) => (name === '' ? members : typical(folder, members)));
  return (await Promise.all(chosen)).flat();
}

async function typical(folder, members) {
  const indexes = members.filter((page) => /^[^/]+\/index\.html$/.test(page));
  const others = members.filter((page) => !indexes.includes(page));
  const depths = [others.filter((page) => page.split('/').length === 2), others.filter((page) => page.split('/').length > 2)];
  return [...indexes, ...(await Promise.all(depths.map((pages) => largest(folder, pages)))).flat()];
}

async function largest(folder, pages) {
  const sized = await Promise.all(pages.map(async (page) => ({ page, size: (await stat(join(folder, page))).size })));
  const [first] = sized.sort((a, b) => b.size - a.size || (a.page < b.page ? -1 : 1));
  return first ? [first.page] : [];
}

/** A path as the path part of a URL: every component encoded. */
export const encode = (path) => path.split('/').map(encodeURIComponent).join('/');
