// Keeps this page in step with its files: listens on a WebSocket, fetches the page's new state, patches it in.

import { make, makePanel } from './panel.js';
import { isBlock, isText, pair, update } from './patch.js';
import { dropStaged, renewSheets, stageSheets } from './sheets.js';

const tag = document.currentScript;
const HOME = new URL('.', tag.src);
const FIRST_WAIT = 150;
const LAST_WAIT = 5_000;
const MARKED = 'lensbook-changed';
const MARK_TIME = 1_600;
const MAX_USES = 200;
const CLOSED = 'lensbook-closed';
const MAX_MARKS = 40;
const MAX_TRIES = 3;
const PAUSE = 60;

const SHEET = new URL('preview.css', HOME).href;
const panel = makePanel(SHEET);
let shows = tag.dataset.shows;
/** The document as the server sent it: what `shows` names. */
let sent = null;
let socket = null;
let wait = FIRST_WAIT;
let timer = 0;
let lost = false;
let work = Promise.resolve();

/** Fetches and parses a page. XMLHttpRequest hands out documents; no text is turned into HTML here. */
function load(path) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'document';
    request.onload = () => (request.response ? done(request.response) : failed(new Error('no document')));
    request.onerror = () => failed(new Error('no answer'));
    request.send();
  });
}

/** Takes our tag out of a document and returns the digest that it names. */
function digest(page) {
  const own = [...page.querySelectorAll('script[data-shows]')].find(
    (one) => one.src === tag.src || one.getAttribute('src') === tag.getAttribute('src'),
  );
  const named = own?.dataset.shows ?? '';
  own?.remove();
  return named;
}

const here = () => location.pathname + location.search;
const scripts = (page) =>
  [...page.querySelectorAll('script[src]')]
    .filter((one) => one !== tag)
    .map((one) => one.src)
    .join('\n');

/** The first time: finds out what on this page is the server's. */
async function begin() {
  const page = await load(here());
  const now = digest(page);
  if (now === shows) {
    sent = page;
    pair(sent, document);
  } else {
    // It changed since this page was loaded, so what is on screen is the best there is of the old state.
    sent = document.cloneNode(true);
    digest(sent);
    for (const own of [panel.element.localName, `link[href="${SHEET}"]`]) sent.querySelector(own)?.remove();
    pair(sent, document);
    await apply(page, now);
  }
}

/** Fetches and shows the newest state; at the address `to`, if the page moved there. */
async function refresh(to = null, tries = MAX_TRIES) {
  const page = await load(to ?? here());
  const now = digest(page);
  // Only now, and in one step with the patch: relative addresses of the old state mean nothing at the new place.
  if (to) {
    // Browsers look for the icon at once.
    for (const icon of document.querySelectorAll('link[rel~=icon]')) icon.setAttribute('href', icon.href);
    history.replaceState(history.state, '', to + location.search + location.hash);
  }
  if (now !== shows && !(await apply(page, now, tries > 0))) {
    // A sheet that is gone already was that of a state which is no longer the newest.
    await new Promise((done) => setTimeout(done, PAUSE));
    await refresh(null, tries - 1);
  }
}

/** Shows `page`. If one of its style sheets can't be loaded: only unless it is `picky`. */
async function apply(page, now, picky = false) {
  // A script can't be exchanged while it runs: the one change that takes loading the page anew.
  if (scripts(sent) !== scripts(page)) {
    location.reload();
    return true;
  }
  if (!(await stageSheets(sent, page)) && picky) {
    dropStaged();
    return false;
  }
  const changed = Object.assign(new Set(), { seams: new Set() });
  keepingPlace(() => update(sent, page, changed));
  dropStaged();
  sent = page;
  shows = now;
  mark(changed);
  document.dispatchEvent(new Event('lensbook-patched'));
  return true;
}

/** Patches without moving what the reader looks at, and without taking the focus away. */
function keepingPlace(patch) {
  const focused = document.activeElement;
  const range = focused && 'selectionStart' in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const anchor = scrollY > 0 ? inSight(focused) : null;
  const top = anchor?.getBoundingClientRect().top;
  const root = document.documentElement;
  root.style.setProperty('overflow-anchor', 'none');
  patch();
  if (anchor?.isConnected) {
    scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: 'instant' });
  }
  requestAnimationFrame(() => {
    root.style.removeProperty('overflow-anchor');
    if (!root.getAttribute('style')) root.removeAttribute('style');
  });
  if (focused && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
    if (range && range[0] !== null) focused.setSelectionRange(...range);
  }
}

/** What must not move: the field that the reader types in, else the first thing in sight that is no mere container. */
function inSight(focused) {
  const visible = (one) => {
    const { top, bottom, height } = one.getBoundingClientRect();
    return height > 0 && height < innerHeight && bottom > 0 && top < innerHeight;
  };
  const main = document.querySelector('main') ?? document.body;
  if (focused && main.contains(focused) && focused !== main && visible(focused)) return focused;
  for (let y = 8; y < innerHeight; y += 16) {
    const found = document.elementFromPoint(innerWidth / 2, y);
    if (found && found !== main && main.contains(found) && visible(found)) return found;
  }
  return null;
}

/** The smallest blocks in `element` that hold its text. */
function blocks(element) {
  const own = [...element.childNodes].some((one) => isText(one) && one.data.trim());
  const inner = own || element.localName === 'svg' ? [] : [...element.children].filter(isBlock);
  return inner.length ? inner.flatMap(blocks) : [element];
}

/**
 * Marks what changed for a moment, and goes there if the reader wishes. Where all is new there is nothing to point
 * at.
 */
function mark(changed) {
  const here = (one) => one.isConnected && document.body.contains(one);
  const all = [...new Set([...changed].filter(here).flatMap(blocks))];
  const inner = all.filter((one) => !all.some((other) => other !== one && one.contains(other)));
  const shown = inner.filter((one) => one !== document.body && one.localName !== 'main');
  const seams = [...changed.seams].filter((one) => here(one) && !shown.some((other) => one.contains(other)));
  if (shown.length + seams.length <= MAX_MARKS) {
    flash(shown, MARKED);
    flash(seams, CLOSED);
  }
  const main = document.querySelector('main') ?? document.body;
  const first = [...shown, ...seams].find((one) => main.contains(one));
  if (first && panel.follows()) goTo(first);
}

function flash(elements, name) {
  for (const one of elements) one.classList.add(name);
  setTimeout(
    () =>
      elements.forEach((one) => {
        one.classList.remove(name);
        if (!one.className) one.removeAttribute('class');
      }),
    MARK_TIME,
  );
}

function goTo(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
}

/** Files that this page shows and whose addresses do not change with their bytes: the server watches them for us. */
function uses() {
  const links = [...document.querySelectorAll('link[rel~=stylesheet]')].map((one) => one.href);
  const images = [...document.querySelectorAll('img[src], source[src], video[src], audio[src]')].map(
    (one) => one.src,
  );
  const own = [...links, ...images].filter(
    (one) => one.startsWith(`${location.origin}/`) && !one.startsWith(HOME.href),
  );
  return [...new Set(own.map((one) => new URL(one).pathname))].slice(0, MAX_USES);
}

/** Loads files anew that changed behind their addresses. */
async function renew(paths) {
  const wanted = new Set(paths);
  const fresh = (address) => {
    const url = new URL(address);
    if (url.origin !== location.origin || !wanted.has(url.pathname)) return null;
    url.searchParams.set('lensbook', String(Date.now()));
    return url.href;
  };
  for (const media of document.querySelectorAll('img[src], source[src], video[src], audio[src]')) {
    const address = fresh(media.src);
    if (address) media.src = address;
  }
  await renewSheets(fresh, sent);
}

/** Why there is no page here, if there is none. */
function absent({ state, why }) {
  const lead = why ? `Readers do not see this page. ${why}` : 'This page is gone from the playbook.';
  if (state === 'gone') return `${lead} What you see is how it last was.`;
  return why ? lead : null;
}

async function handle(message) {
  if (message.problems) panel.problems(message.problems);
  const page = message.page;
  if (page) panel.notice(absent(page));
  if (page?.state === 'moved') {
    await refresh(page.to);
    greet();
  } else if (page?.state === 'shows' && page.digest !== shows) {
    await refresh();
    greet();
  }
  if (message.renewed) await renew(message.renewed);
}

function greet() {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ path: location.pathname, shows, uses: uses() }));
  }
}

function connect() {
  clearTimeout(timer);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  const line = new WebSocket(new URL('socket', HOME.href.replace(/^http/, 'ws')));
  socket = line;
  line.onopen = () => {
    wait = FIRST_WAIT;
    panel.connected(true);
    if (lost) work = work.then(() => renew(uses())).catch(() => {});
    lost = false;
    greet();
  };
  // One after the other: a patch begins where the one before it ended.
  line.onmessage = (event) => {
    work = work.then(() => handle(JSON.parse(event.data))).catch(() => line.close());
  };
  line.onclose = () => {
    if (socket !== line) return;
    lost = true;
    panel.connected(false);
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 1.6, LAST_WAIT);
  };
}

function wake() {
  if (document.visibilityState !== 'visible' || socket?.readyState === WebSocket.OPEN) return;
  wait = FIRST_WAIT;
  connect();
}

addEventListener('online', wake);
addEventListener('pageshow', wake);
document.addEventListener('visibilitychange', wake);
addEventListener('pagehide', () => socket?.close());

document.head.append(make('link', { rel: 'stylesheet', href: SHEET }));
document.documentElement.append(panel.element);
begin()
  .catch(() => {})
  .finally(connect);
