/* The colour switch, the filters of lists, and the way into search, whose script comes when it is asked for. In the head, so that
   the choice of colours holds before anything is painted. Refuses to be needed: without it the system decides, and lists are whole. */
(() => {
  'use strict';
  const KEY = 'lensbook-scheme';
  const CHOICES = ['system', 'light', 'dark'];
  const root = document.documentElement;

  // Storage may be refused: then the choice lasts for the page.
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

  // What is chosen stays in the address.
  const filter = (bar) => {
    const items = [...bar.parentElement.querySelectorAll('[data-is]')];
    const selects = [...bar.querySelectorAll('select')];
    const [clear, status] = [bar.querySelector('button'), bar.querySelector('[role="status"]')];
    const apply = () => {
      const wanted = selects.filter((select) => select.value).map((select) => `${select.name}:${select.value}`);
      let shown = 0;
      for (const item of items) {
        const has = item.dataset.is.split(' ');
        item.hidden = !wanted.every((token) => has.includes(token));
        if (!item.hidden) shown += 1;
      }
      const words = shown ? status.dataset.of : status.dataset.none;
      status.textContent = wanted.length ? words.replace('{n}', shown).replace('{m}', items.length) : '';
      clear.hidden = !wanted.length;
    };
    const keep = () => {
      const url = new URL(location.href);
      for (const { name, value } of selects) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      try { history.replaceState(history.state, '', url); } catch { /* as above */ }
      apply();
    };
    const recallAll = () => {
      const chosen = new URLSearchParams(location.search);
      for (const select of selects) {
        select.value = chosen.get(select.name) ?? '';
        if (select.selectedIndex < 0) select.value = '';
      }
      apply();
    };
    bar.addEventListener('change', keep);
    clear.addEventListener('click', () => {
      for (const select of selects) select.value = '';
      selects[0].focus();
      keep();
    });
    addEventListener('pageshow', recallAll);
    recallAll();
    bar.hidden = false;
  };

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('.filters').forEach(filter);
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
