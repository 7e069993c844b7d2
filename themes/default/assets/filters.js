// Narrows lists: shows the entries that have all that is chosen, and says how many they are. theme.js loads it when
// somebody uses a filter. Refuses to be needed: without it lists are whole.

export {};

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
    try {
      history.replaceState(history.state, '', url);
    } catch {
      /* From a folder some browsers refuse; the address stays as it is. */
    }
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
  // What was chosen before this script came is chosen.
  if (selects.some((select) => select.value) && !location.search) keep();
  else recallAll();
};

document.querySelectorAll('.filters').forEach(filter);
