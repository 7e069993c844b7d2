/* The switch between light, dark and the system's colours, and the way into search, whose script is loaded when it is asked for. Loaded in the head, so that the choice holds
   before anything is painted. Refuses to be needed: without it the page follows the system and the switch stays hidden. */
(() => {
  'use strict';
  const KEY = 'lensbook-scheme';
  const CHOICES = ['system', 'light', 'dark'];
  const root = document.documentElement;

  // Storage may be refused, for example on file:// or in a private window: then the choice lasts for the page.
  const recall = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const remember = (choice) => {
    try { localStorage.setItem(KEY, choice); } catch { /* as above */ }
  };

  let choice = CHOICES.includes(recall()) ? recall() : 'system';
  const apply = () => {
    if (choice === 'system') delete root.dataset.theme;
    else root.dataset.theme = choice;
  };
  apply();

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('.scheme');
    if (!button) return;
    const label = () => {
      button.setAttribute('aria-label', button.dataset[choice]);
      button.title = button.dataset[choice];
      button.dataset.choice = choice;
    };
    button.addEventListener('click', () => {
      choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
      remember(choice);
      apply();
      label();
    });
    // Another tab's choice holds here too.
    addEventListener('storage', (event) => {
      if (event.key !== KEY || !CHOICES.includes(event.newValue)) return;
      choice = event.newValue;
      apply();
      label();
    });
    label();
    button.hidden = false;
  });

  document.addEventListener('DOMContentLoaded', () => {
    const link = document.querySelector('.seek');
    if (!link) return;
    let script;
    const search = () => {
      if (globalThis.lensbookSearch?.open) return lensbookSearch.open();
      if (script) return;
      const policy = globalThis.trustedTypes?.createPolicy('lensbook', { createScriptURL: (url) => url });
      script = document.createElement('script');
      script.src = policy ? policy.createScriptURL(link.dataset.script) : link.dataset.script;
      script.onload = () => lensbookSearch.open();
      // Without its script search has a page of its own that says so.
      script.onerror = () => location.assign(link.href);
      document.head.append(script);
    };
    link.setAttribute('aria-haspopup', 'dialog');
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      search();
    });
    addEventListener('keydown', (event) => {
      const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!slash && !k) return;
      event.preventDefault();
      search();
    });
  });
})();
