// Search on the page: a dialog, or the page that searches. theme.js loads it when somebody first asks for search, and
// asks it to open by the event `lensbook-search`. Refuses to make HTML from text: results are nodes.

import { make } from './dom.js';
import { WORD, createIndex } from './search-index.js';

const opener = document.querySelector('.search-link');
const root = new URL('.', opener.href);
const policy = globalThis.trustedTypes?.createPolicy('lensbook-search', { createScriptURL: (url) => url });
const request = (name, fail) => {
  const script = document.createElement('script');
  const url = new URL(`search/${name}.js`, root).href;
  script.src = policy ? policy.createScriptURL(url) : url;
  script.onerror = fail;
  script.onload = () => script.remove();
  document.head.append(script);
};

const { receive, load, split, find, show, hits } = createIndex(request);
// Each piece of the index is a plain script that calls this function: data comes in no other way from a folder.
globalThis.lensbookSearch = receive;

/** `text` as nodes, with the words that were meant in marks. */
const marked = (text, marks) => {
  const nodes = [];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!hits(word, marks).size) continue;
    nodes.push(text.slice(last, index), make('mark', {}, word));
    last = index + word.length;
  }
  return [...nodes, text.slice(last)];
};

/** The style sheet of what is found, asked for with the first search; results wait for it. */
let sheet;
const styled = () =>
  (sheet ??= new Promise((ready) => {
    const link = make('link', { rel: 'stylesheet', href: opener.dataset.style });
    link.onload = link.onerror = ready;
    document.head.append(link);
  }));

/** A field and its results. `whole`: on the page that searches; else in the dialog, which shows the first few. */
const box = (whole) => {
  const field = make('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: 200,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'lb-found',
    'aria-label': opener.textContent,
  });
  const status = make('p', { role: 'status' });
  const results = make('div', { id: 'lb-found', role: 'listbox', hidden: '', 'aria-label': opener.textContent });
  const more = make('a', { class: 'more', hidden: '', href: opener.href });
  let options = [];
  let active = -1;
  let latest = 0;
  let shown = whole ? 10 : 8;

  const choose = (at) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = at;
    const option = options[at];
    if (!option) return field.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', option.id);
  };
  const group = (name, pages, marks, at) =>
    make(
      'div',
      { role: 'group', 'aria-labelledby': `lb-group-${at}` },
      make('p', { id: `lb-group-${at}`, role: 'presentation' }, name),
      ...pages.map((page) => {
        const option = make(
          'a',
          {
            role: 'option',
            id: `lb-option-${options.length}`,
            'aria-selected': 'false',
            tabindex: '-1',
            href: new URL(page.href, root).href,
          },
          make('span', { class: 'title' }, ...marked(page.title, marks)),
        );
        if (page.name) option.append(' ', make('span', { class: 'result-part' }, ...marked(page.name, marks)));
        if (page.passage) option.append(' ', make('span', { class: 'passage' }, ...marked(page.passage, marks)));
        options.push(option);
        return option;
      }),
    );
  const draw = ({ pages, marks }, all, say) => {
    options = [];
    choose(-1);
    const kinds = Map.groupBy
      ? Map.groupBy(all, (page) => page.group)
      : all.reduce((map, page) => map.set(page.group, [...(map.get(page.group) ?? []), page]), new Map());
    results.replaceChildren(...[...kinds].map(([name, some], at) => group(name, some, marks, at)));
    results.hidden = !all.length;
    field.setAttribute('aria-expanded', String(!!all.length));
    const count = pages.length;
    status.textContent = split(field.value).length
      ? count
        ? count === 1
          ? say.one
          : say.many.replace('{n}', count)
        : say.none
      : '';
    more.hidden = count <= all.length;
    more.textContent = whole ? say.more : say.all.replace('{n}', count);
    more.href = `${opener.href}?q=${encodeURIComponent(field.value)}`;
  };
  const update = async () => {
    const own = (latest += 1);
    try {
      const { say } = await load('head');
      field.placeholder = say.hint;
      results.setAttribute('aria-label', say.results);
      const [found] = await Promise.all([find(field.value), styled()]);
      if (own !== latest) return;
      const all = await Promise.all(found.pages.slice(0, shown).map((page) => show(page, found)));
      if (own === latest) draw(found, all, say);
    } catch {
      if (own !== latest) return;
      if (!whole) location.assign(opener.href);
      status.textContent = whole.dataset.failed;
    }
  };
  const remember = () => {
    try {
      history.replaceState(null, '', `?q=${encodeURIComponent(field.value)}`);
    } catch {
      /* From a folder some browsers refuse; the address stays as it is. */
    }
  };
  field.addEventListener('input', () => {
    shown = whole ? 10 : 8;
    update();
    if (whole) remember();
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length)
      choose((active + step + (active < 0 && step < 0 ? 1 : 0) + options.length) % options.length);
    else if (event.key === 'Enter' && (active >= 0 || whole)) options[Math.max(active, 0)]?.click();
    else if (event.key === 'Enter' && split(field.value).length)
      location.assign(`${opener.href}?q=${encodeURIComponent(field.value)}`);
    else if (!step) return;
    event.preventDefault();
  });
  more.addEventListener('click', (event) => {
    if (!whole) return;
    event.preventDefault();
    shown += 10;
    field.focus();
    update();
  });
  return { field, update, parts: [field, status, results, more] };
};

const place = document.getElementById('lb-search');
let open;
if (place) {
  const { field, update, parts } = box(place);
  place.replaceChildren(...parts);
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  field.placeholder = place.dataset.hint;
  open = () => field.select();
  if (field.value) update();
  field.focus();
} else {
  let dialog;
  let inner;
  open = async () => {
    if (!dialog) {
      inner = box(null);
      const close = make('button', { type: 'button', class: 'close-button', 'aria-label': '×' }, '×');
      dialog = make(
        'dialog',
        { class: 'search', 'aria-label': opener.textContent },
        make('div', {}, inner.field, close),
        ...inner.parts.slice(1),
      );
      close.addEventListener('click', () => dialog.close());
      dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
      // A link to a part of this very page changes nothing but the address.
      addEventListener('hashchange', () => dialog.close());
      document.body.append(dialog);
      load('head').then(
        ({ say }) => close.setAttribute('aria-label', say.close),
        () => {},
      );
    }
    await styled();
    if (dialog.open) return;
    dialog.showModal();
    inner.field.select();
    inner.update();
  };
}
document.addEventListener('lensbook-search', open);
