// Style sheets: none shows before all that go with it are loaded, so that no page is ever seen in the style of
// another.
//
// A sheet is loaded on the page itself, for no medium. Once all are there the page is patched, and in the same moment
// the new ones show and the old ones go. Refuses to move a sheet: browsers load one anew that is moved.

import { twins } from './twins.js';

const LOAD_TIMEOUT = 4_000;

/** Sheets that are loaded and do not show yet, by the node of the server's document that they stand for. */
const staged = new Map();

export const isSheet = (node) => node.nodeName === 'LINK' && /(^|\s)stylesheet(\s|$)/i.test(node.rel);
const sheetsOf = (page) => [...page.querySelectorAll('link')].filter(isSheet);

/** Loads a sheet behind `after`, or before all others, without letting it show. False if it can't be loaded. */
function loadSheet(sheet, after) {
  sheet.media = 'not all';
  const loaded = new Promise((done) => {
    sheet.addEventListener('load', () => done(true), { once: true });
    sheet.addEventListener('error', () => done(false), { once: true });
    setTimeout(() => done(false), LOAD_TIMEOUT);
  });
  const first = sheetsOf(document)[0];
  if (after) after.after(sheet);
  else if (first) first.before(sheet);
  else document.head.append(sheet);
  return loaded;
}

/** Lets a loaded sheet show, as `sent` says. */
function showSheet(sheet, sent) {
  const media = sent.getAttribute('media');
  if (media === null) sheet.removeAttribute('media');
  else sheet.media = media;
}

/** Loads the sheets that `next` has and `old` has not. False if one can't be loaded. */
export async function stageSheets(old, next) {
  const known = new Map(sheetsOf(old).map((one) => [one.getAttribute('href'), twins.get(one)]));
  const loading = [];
  let before = null;
  for (const one of sheetsOf(next)) {
    const live = known.get(one.getAttribute('href'));
    if (live?.isConnected) {
      before = live;
      continue;
    }
    const fresh = document.importNode(one, true);
    loading.push(loadSheet(fresh, before));
    staged.set(one, fresh);
    before = fresh;
  }
  return (await Promise.all(loading)).every(Boolean);
}

/** The loaded sheet that stands for `sent`, showing from now on. */
export function takeStaged(sent) {
  const sheet = staged.get(sent);
  if (!sheet) return null;
  staged.delete(sent);
  showSheet(sheet, sent);
  return sheet;
}

/** Takes what was loaded for a state that is not to be shown off the page. */
export function dropStaged() {
  for (const sheet of staged.values()) sheet.remove();
  staged.clear();
}

/**
 * Loads these sheets of the page anew, by `fresh`, which gives the address of one that changed; `sent` is what they
 * stand for.
 */
export async function renewSheets(fresh, sent) {
  const found = sheetsOf(document)
    .map((one) => [one, fresh(one.href)])
    .filter(([, address]) => address);
  const loaded = found.map(async ([live, address]) => {
    const next = live.cloneNode();
    next.href = address;
    await loadSheet(next, live);
    return [live, next];
  });
  for (const [live, next] of await Promise.all(loaded)) {
    showSheet(next, live);
    live.remove();
    const stood = sent && sheetsOf(sent).find((one) => twins.get(one) === live);
    if (stood) twins.set(stood, next);
  }
}
