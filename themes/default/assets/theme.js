/* The switch between light, dark and the system's colours, and nothing else. Loaded in the head, so that the choice holds
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
})();
