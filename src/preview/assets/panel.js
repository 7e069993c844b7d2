// What the preview itself shows: a button in a corner and, above it, what is wrong. All of it is text, none is HTML.
//
// It lives in a shadow tree of its own, so that neither the site's styles nor its scripts reach it by accident.

const FOLLOW = 'lensbook-preview-follow';
const FOLDED = 'lensbook-preview-folded';
const NO_SCRIPTS = ['javascript:', 'data:', 'vbscript:', 'blob:'];

/** What a page that can't be shown as it is says of itself. */
const INSTEAD = {
  before: 'This page is shown as it was before. It follows once its errors are mended.',
  words: 'This page shows its words alone. Its fields follow once its errors are mended.',
};

/** An element with text or children. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
}

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Where nothing may be stored, the choice lasts for the page.
  }
}

const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

/** Errors that stand in this page's own file, or in no page's: in the theme, the configuration. */
const ours = (found) =>
  found.list.filter(
    (one) =>
      one.severity === 'error' && (!found.page || one.file === found.page || !one.file?.startsWith('content/')),
  );

/** What tells an error from others, wherever in its file it moves. */
const name = (one) => `${one.file} ${one.code} ${one.message}`;

/** The panel: `{ problems, notice, connected, follows, element }`. */
export function makePanel(styleSheet) {
  const host = make('lensbook-preview', { hidden: '' });
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = make('link', { rel: 'stylesheet', href: styleSheet });
  sheet.addEventListener('load', () => host.removeAttribute('hidden'));

  const title = make('h2', { id: 'title' }, 'Preview');
  const first = make('p', { class: 'first', 'aria-hidden': 'true' });
  const fold = make('button', { type: 'button', class: 'fold' });
  const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const notice = make('p', { class: 'notice', hidden: '' });
  const stale = make('p', { class: 'notice stale', hidden: '' });
  const list = make('ol', { class: 'problems' });
  const follow = make('input', { type: 'checkbox', id: 'follow' });
  follow.checked = recall(FOLLOW) === 'yes';
  const choice = make('p', { class: 'choice' }, make('label', { for: 'follow' }, follow, ' Scroll to what changes'));
  const box = make(
    'section',
    { class: 'panel', 'aria-labelledby': 'title', hidden: '' },
    make('header', {}, title, first, make('div', { class: 'buttons' }, fold, close)),
    make('div', { class: 'inside' }, notice, stale, list),
    choice,
  );
  const corner = make('button', { type: 'button', class: 'corner', 'aria-expanded': 'false' }, 'Preview');
  const status = make('p', { class: 'status', role: 'status' });
  shadow.append(sheet, status, box, corner);

  const state = { errors: 0, warnings: 0, advice: 0, connected: true, seen: null };

  function open(wanted) {
    const inside = shadow.activeElement && box.contains(shadow.activeElement);
    box.toggleAttribute('hidden', !wanted);
    corner.setAttribute('aria-expanded', String(wanted));
    if (!wanted && inside) corner.focus();
  }

  function label() {
    const { errors, warnings, connected } = state;
    const parts = [errors ? count(errors, 'error') : '', warnings ? count(warnings, 'warning') : ''].filter(Boolean);
    corner.textContent = connected ? parts.join(', ') || 'Preview' : 'Preview lost';
    corner.dataset.state = !connected ? 'lost' : errors ? 'error' : warnings ? 'warning' : 'good';
    title.textContent = parts.join(', ') || 'No problems';
  }

  /** To one line, which says the first problem, or back. */
  function foldTo(folded) {
    box.classList.toggle('folded', folded);
    fold.textContent = folded ? '+' : '–';
    fold.setAttribute('aria-label', folded ? 'Show all' : 'Fold to one line');
    fold.setAttribute('aria-expanded', String(!folded));
  }

  foldTo(recall(FOLDED) === 'yes');
  fold.addEventListener('click', () => {
    const folded = !box.classList.contains('folded');
    foldTo(folded);
    remember(FOLDED, folded ? 'yes' : 'no');
  });
  close.addEventListener('click', () => open(false));
  corner.addEventListener('click', () => open(box.hasAttribute('hidden')));
  follow.addEventListener('change', () => remember(FOLLOW, follow.checked ? 'yes' : 'no'));
  addEventListener('storage', (event) => {
    if (event.key === FOLLOW) follow.checked = event.newValue === 'yes';
    if (event.key === FOLDED) foldTo(event.newValue === 'yes');
  });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || box.hasAttribute('hidden')) return;
      open(false);
      event.stopPropagation();
    },
    true,
  );
  label();

  return {
    element: host,
    follows: () => follow.checked,
    /**
     * Shows these problems. New errors open the panel, and at first only those that keep this page back; when all are
     * mended it closes by itself.
     */
    problems(found) {
      const before = state.errors;
      Object.assign(state, { errors: found.errors, warnings: found.warnings, advice: found.advice });
      list.replaceChildren(...found.list.map(problem));
      const more = found.errors + found.warnings + found.advice - found.list.length;
      if (more > 0) list.append(make('li', { class: 'more' }, `and ${more} more`));
      first.textContent = found.list[0]?.message.replaceAll('`', '') ?? '';
      stale.textContent = INSTEAD[found.shows] ?? '';
      stale.toggleAttribute('hidden', !found.shows);
      label();
      const errors = found.list.filter((one) => one.severity === 'error').map(name);
      const isNew = state.seen ? errors.some((one) => !state.seen.has(one)) : ours(found).length > 0;
      if (found.errors && isNew) open(true);
      if (before && !found.errors) open(false);
      state.seen = new Set(errors);
      status.textContent = found.errors
        ? `${count(found.errors, 'error')}: ${found.list[0]?.message ?? ''}`
        : before
          ? 'All errors are mended'
          : '';
    },
    /** Says something about the page as a whole, or nothing any more. */
    notice(text) {
      if (!text && notice.hasAttribute('hidden')) return;
      notice.replaceChildren(...words(text ?? ''));
      notice.toggleAttribute('hidden', !text);
      if (text) open(true);
      else if (!state.errors) open(false);
    },
    connected(is) {
      state.connected = is;
      label();
    },
  };
}

/** Text in which names stand between backticks. */
const words = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part));

function problem(one) {
  const item = make('li', { class: one.severity });
  const code = make('span', { class: 'code', title: `lensbook explain ${one.code}` }, one.code);
  item.append(make('p', { class: 'what' }, make('strong', {}, one.severity), ' ', ...words(one.message), ' ', code));
  if (one.file) {
    item.append(make('p', { class: 'place' }, whereabouts(one)));
    if (one.excerpt?.length) item.append(excerpt(one));
  }
  for (const hint of one.hints) item.append(...advice(hint));
  return item;
}

/** A hint; what follows its first line is to be written into the file. */
function advice(hint) {
  const [first, ...lines] = hint.split('\n');
  const shown = make('p', { class: 'hint' }, ...words(first));
  return lines.length ? [shown, make('pre', { class: 'example', tabindex: '0' }, lines.join('\n'))] : [shown];
}

function whereabouts(one) {
  const text = `${one.file}:${one.line}:${one.column}`;
  let safe = false;
  try {
    safe = !NO_SCRIPTS.includes(new URL(one.open).protocol);
  } catch {
    // No link then.
  }
  return safe ? make('a', { href: one.open }, text) : text;
}

function excerpt(one) {
  const lines = one.excerpt.map(([number, before, marked, after]) =>
    make(
      'span',
      { class: 'line' },
      make('span', { class: 'number' }, String(number)),
      before,
      marked ? make('mark', {}, marked) : null,
      after,
      '\n',
    ),
  );
  return make(
    'pre',
    { tabindex: '0', 'aria-label': `Line ${one.line}` },
    ...lines,
    one.cause ? make('span', { class: 'cause' }, ...words(one.cause)) : null,
  );
}
