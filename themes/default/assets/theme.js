// The colour switch, anchors of headings, and the ways into filters and search, whose scripts come when they are
// asked for. In the head, so that the choice of colours holds before anything is painted. Refuses to be needed:
// without it the system decides, and lists are whole.

export {};

const KEY = 'lensbook-scheme';
const CHOICES = ['system', 'light', 'dark'];
const root = document.documentElement;

// Storage may be refused: then the choice lasts for the page.
const stored = (use) => {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
};

let choice;
const apply = (chosen) => {
  choice = CHOICES.includes(chosen) ? chosen : 'system';
  if (choice === 'system') delete root.dataset.theme;
  else root.dataset.theme = choice;
};
apply(stored((all) => all.getItem(KEY)));

// A script of this site, once it is needed. Scripts may only come through a policy that says so.
let policy;
const load = (url) =>
  new Promise((done, failed) => {
    policy ??= globalThis.trustedTypes?.createPolicy('lensbook', { createScriptURL: (url) => url });
    const src = policy ? policy.createScriptURL(url) : url;
    document.head.append(Object.assign(document.createElement('script'), { src, onload: done, onerror: failed }));
  });

document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('.scheme-switch');
  if (!button) return;
  const label = () => {
    button.setAttribute('aria-label', button.dataset[choice]);
    button.title = button.dataset[choice];
    button.dataset.choice = choice;
  };
  button.addEventListener('click', () => {
    apply(CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length]);
    stored((all) => all.setItem(KEY, choice));
    label();
  });
  // Another tab's choice holds here too.
  addEventListener('storage', (event) => {
    if (event.key !== KEY) return;
    apply(event.newValue);
    label();
  });
  label();
  button.hidden = false;
});

// Filters are shown to whoever could use them; their script comes when somebody does, or did according to the address.
document.addEventListener('DOMContentLoaded', () => {
  const bars = document.querySelectorAll('.filters');
  if (!bars.length) return;
  const { script } = bars[0].dataset;
  let asked;
  const need = () => {
    asked ??= load(script);
  };
  for (const bar of bars) {
    bar.hidden = false;
    for (const event of ['pointerover', 'focusin', 'change']) bar.addEventListener(event, need);
  }
  if (location.search) need();
});

// Every heading with an address offers it.
document.addEventListener('DOMContentLoaded', () => {
  for (const heading of document.querySelectorAll('.text :is(h2, h3, h4):not(:has(.anchor))')) {
    const { id } = heading.id ? heading : heading.parentElement;
    if (!id) continue;
    heading.append(
      Object.assign(document.createElement('a'), {
        className: 'anchor',
        href: `#${id}`,
        tabIndex: -1,
        ariaHidden: 'true',
      }),
    );
  }
});

document.addEventListener('DOMContentLoaded', () => {
  const link = document.querySelector('.search-link');
  if (!link) return;
  // The page that searches has the script already.
  let loading = link.hasAttribute('aria-current') && Promise.resolve();
  const search = () => {
    loading ||= load(link.dataset.script);
    const open = () => document.dispatchEvent(new Event('lensbook-search'));
    // Where the script can't be loaded, the page that searches says so.
    loading.then(open, () => location.assign(link.href));
  };
  link.setAttribute('aria-haspopup', 'dialog');
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    search();
  });
  addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey;
    const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
    const asks = command ? event.key.toLowerCase() === 'k' && !event.shiftKey : event.key === '/' && !isTyping;
    if (!asks || event.altKey) return;
    event.preventDefault();
    search();
  });
});
