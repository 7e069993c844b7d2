// Brings the page that is on screen to a new state by changing only what the server's two states differ in.
//
// Three ways: `old` and `next` are documents as the server sent them, `live` is what is on screen, where the reader
// and the site's scripts changed things too. What differs from `old` to `next` is changed in `live`; all else stays:
// what was typed, opened, selected, focused, and what scripts made. Refuses to parse HTML: documents come from
// XMLHttpRequest.

import { isSheet, takeStaged } from './sheets.js';
import { twins } from './twins.js';

/** More pairs of children than this are not compared each with each. */
const MAX_PAIRS = 250_000;

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
export const isText = (node) => node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE;

const IN_TEXT = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'br',
  'button',
  'cite',
  'code',
  'del',
  'em',
  'i',
  'img',
  'input',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'svg',
  'time',
  'var',
  'wbr',
]);
export const isBlock = (element) => !IN_TEXT.has(element.localName);

/**
 * Finds the live node of every node of `sent`; nodes that scripts added have none, nodes that they removed lead
 * nowhere.
 */
export function pair(sent, live) {
  twins.set(sent, live);
  if (sent.nodeName === 'NOSCRIPT') return;
  let from = live.firstChild;
  for (const child of sent.childNodes) {
    const twin = counterpart(child, from);
    if (!twin) continue;
    pair(child, twin);
    from = twin.nextSibling;
  }
}

function counterpart(child, from) {
  if (!isElement(child)) {
    if (from && from.nodeType === child.nodeType) return from;
    return null;
  }
  let alike = null;
  for (let node = from; node; node = node.nextSibling) {
    if (node.nodeName !== child.nodeName || node.id !== child.id) continue;
    if (child.isEqualNode(node)) return node;
    alike ??= node;
  }
  return alike;
}

/** Hands the twins of `old` on to `next`, which is equal to it. */
function inherit(old, next) {
  const live = twins.get(old);
  if (live) twins.set(next, live);
  for (let a = old.firstChild, b = next.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) inherit(a, b);
}

/**
 * Changes the live twin of `old` as `old` differs from `next`. `changed` collects the elements that show a
 * difference.
 */
export function update(old, next, changed) {
  const live = twins.get(old);
  if (old.isEqualNode(next) || !live) {
    inherit(old, next);
    return;
  }
  twins.set(next, live);
  if (isText(old)) updateText(old, next, live, changed);
  else if (isElement(old)) updateElement(old, next, live, changed);
  else updateChildren(old, next, live, changed);
}

/** Replaces only the characters that differ, so that a selection in the others stays. */
function updateText(old, next, live, changed) {
  const [a, b] = [old.data, next.data];
  if (live.data !== a) {
    live.data = b;
  } else {
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
      end += 1;
    live.replaceData(start, a.length - start - end, b.slice(start, b.length - end));
  }
  if (live.parentElement && b.trim() !== a.trim()) changed.add(live.parentElement);
}

function updateElement(old, next, live, changed) {
  if (old.nodeName === 'NOSCRIPT') return;
  if (isSheet(old) && isSheet(next) && old.getAttribute('href') !== next.getAttribute('href')) {
    swapSheet(live, next);
    return;
  }
  updateAttributes(old, next, live, changed);
  updateChildren(old, next, live, changed);
}

/** The new style sheet was loaded before; in the same moment it shows and the old one goes. */
function swapSheet(live, next) {
  const fresh = takeStaged(next) ?? document.importNode(next, true);
  if (!fresh.isConnected) live.after(fresh);
  live.remove();
  twins.set(next, fresh);
}

function updateAttributes(old, next, live, changed) {
  const names = new Set([...old.getAttributeNames(), ...next.getAttributeNames()]);
  for (const name of names) {
    const [before, after] = [old.getAttribute(name), next.getAttribute(name)];
    // A script that ran is what it is; the policy lets nobody set its address.
    if (before === after || (name === 'src' && old.nodeName === 'SCRIPT')) continue;
    if (name === 'class') {
      updateClasses(old, next, live);
    } else if (after === null) {
      live.removeAttribute(name);
    } else {
      setAttribute(live, next.getAttributeNode(name));
    }
    if (name === 'src' || name === 'srcset' || name === 'd') changed.add(live);
  }
}

/** What the policy does not let a script set, such as `srcdoc`, stays until the page is loaded anew. */
function setAttribute(live, attribute) {
  try {
    live.setAttributeNS(attribute.namespaceURI, attribute.name, attribute.value);
  } catch {
    live.removeAttribute(attribute.name);
  }
}

function updateClasses(old, next, live) {
  for (const name of old.classList) if (!next.classList.contains(name)) live.classList.remove(name);
  for (const name of next.classList) if (!old.classList.contains(name)) live.classList.add(name);
}

function updateChildren(old, next, live, changed) {
  const [a, b] = [[...old.childNodes], [...next.childNodes]];
  const match = align(a, b);
  const kept = new Set(match);
  a.forEach((child, at) => kept.has(at) || remove(child, live, changed));
  const still = ascending(match);
  let after = null;
  b.forEach((child, at) => {
    const staged = match[at] < 0 ? takeStaged(child) : null;
    if (staged) {
      pair(child, staged);
    } else if (match[at] < 0) {
      const fresh = document.importNode(child, true);
      pair(child, fresh);
      place(live, fresh, after);
      const shown = isElement(fresh) ? fresh : live;
      if (isElement(fresh) || fresh.data?.trim()) changed.add(shown);
    } else {
      update(a[match[at]], child, changed);
      if (!still.has(at)) move(live, twins.get(child), after);
    }
    const twin = twins.get(child);
    if (twin?.parentNode === live) after = twin;
  });
}

function remove(child, parent, changed) {
  const twin = twins.get(child);
  if (!twin) return;
  // What is gone can't be marked. In a line of text that is the line; between blocks it is the seam that they leave.
  const beside = isElement(twin) && isBlock(twin) ? (twin.nextElementSibling ?? twin.previousElementSibling) : null;
  if (beside) changed.seams.add(beside);
  else if (isElement(twin) || twin.data?.trim()) changed.add(parent);
  twin.remove();
}

function place(parent, node, after) {
  parent.insertBefore(node, after ? after.nextSibling : parent.firstChild);
}

/** Moves a node without making it forget itself, where the browser can. */
function move(parent, node, after) {
  if (!node) return;
  const before = after ? after.nextSibling : parent.firstChild;
  if (before === node) return;
  if (parent.moveBefore && node.parentNode === parent) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

/** For each of `b` the index of the one in `a` that it continues, or -1. */
function align(a, b) {
  const match = new Array(b.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start].isEqualNode(b[start])) {
    match[start] = start;
    start += 1;
  }
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1].isEqualNode(b[endB - 1])) {
    endA -= 1;
    endB -= 1;
    match[endB] = endA;
  }
  const taken = new Set();
  byId(a, b, start, endA, endB, match, taken);
  byEquality(a, b, start, endA, endB, match, taken);
  byKind(a, b, start, endA, endB, match, taken);
  return match;
}

/** Elements of one id are one element, wherever they stand. */
function byId(a, b, start, endA, endB, match, taken) {
  const ids = new Map();
  for (let i = start; i < endA; i += 1) if (a[i].id) ids.set(a[i].nodeName + a[i].id, i);
  for (let j = start; j < endB; j += 1) {
    const i = b[j].id ? ids.get(b[j].nodeName + b[j].id) : undefined;
    if (i === undefined || taken.has(i)) continue;
    match[j] = i;
    taken.add(i);
  }
}

/** The longest common subsequence of what is equal. */
function byEquality(a, b, start, endA, endB, match, taken) {
  const [rows, columns] = [free(start, endA, (i) => taken.has(i)), free(start, endB, (j) => match[j] >= 0)];
  if (rows.length * columns.length > MAX_PAIRS) return;
  const keys = new Map();
  const key = (node) => {
    const text = isElement(node) ? node.outerHTML : `${node.nodeType} ${node.data}`;
    if (!keys.has(text)) keys.set(text, keys.size);
    return keys.get(text);
  };
  const [x, y] = [rows.map((i) => key(a[i])), columns.map((j) => key(b[j]))];
  const width = y.length + 1;
  const best = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      const down = Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      best[i * width + j] = x[i] === y[j] ? best[(i + 1) * width + j + 1] + 1 : down;
    }
  }
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    if (x[i] === y[j]) {
      match[columns[j]] = rows[i];
      taken.add(rows[i]);
      i += 1;
      j += 1;
    } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
    else j += 1;
  }
}

/** What is left continues what is left of its kind between the same neighbours, in order. */
function byKind(a, b, start, endA, endB, match, taken) {
  let from = start;
  for (let j = start; j < endB; j += 1) {
    if (match[j] >= 0) {
      from = Math.max(from, match[j] + 1);
      continue;
    }
    for (let i = from; i < endA && !taken.has(i); i += 1) {
      if (a[i].nodeName !== b[j].nodeName || isSheet(a[i]) !== isSheet(b[j])) continue;
      match[j] = i;
      taken.add(i);
      from = i + 1;
      break;
    }
  }
}

function free(start, end, isTaken) {
  const found = [];
  for (let at = start; at < end; at += 1) if (!isTaken(at)) found.push(at);
  return found;
}

/** The places of a longest ascending run of matches: those need no move. */
function ascending(match) {
  const [tails, before] = [[], new Array(match.length).fill(-1)];
  match.forEach((value, at) => {
    if (value < 0) return;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (match[tails[middle]] < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? tails[low - 1] : -1;
    tails[low] = at;
  });
  const still = new Set();
  for (let at = tails.length ? tails[tails.length - 1] : -1; at >= 0; at = before[at]) still.add(at);
  return still;
}
