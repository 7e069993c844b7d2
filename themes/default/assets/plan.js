/* The plan: plays with an owner and a day each, to be taken along. Refuses a cell that a spreadsheet would run: what is typed is text in
   every form. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store, question } = lb;
  const $ = (id) => document.getElementById(id);
  const place = () => $('lb-plan');
  const plan = () => store.now.plan;
  const title = (step) => data().survey.remedies[step.remedy]?.title || step.title || step.remedy;
  const keep = () => lb.form.later(false);

  const add = (id) => {
    const { survey } = data();
    if (!survey.remedies[id] || plan().some((step) => step.remedy === id)) return;
    plan().push({ remedy: id, title: survey.remedies[id].title, who: '', day: '', why: '' });
    show();
    keep();
  };

  /* The button beside what follows; it stays where it is, so that the next press finds it. */
  lb.choose = (id) => el('button', { type: 'button', 'data-choose': id, click: () => add(id) }, data().words.choose);
  const mark = () => {
    const { words } = data();
    for (const button of document.querySelectorAll('[data-choose]')) {
      const chosen = plan().some((step) => step.remedy === button.dataset.choose);
      button.textContent = chosen ? words.chosen : words.choose;
      button.setAttribute('aria-disabled', chosen);
    }
  };

  /* --- On the page --- */

  /* What a step lacks, in words; it may stay so. */
  const lacks = (step) => {
    const { lacks: words } = data().words;
    const past = isDay(step.day) && step.day < lb.day();
    return [!step.who.trim() && words.who, !isDay(step.day) && words.day, past && words.past].filter(Boolean).join(' ');
  };

  const entry = (step, at) => {
    const { survey, words, root } = data();
    const remark = el('p', { class: 'worse' }, lacks(step));
    const field = (key, type) => el('label', {}, words[key === 'day' ? 'when' : key], el('input', { type, autocomplete: 'off', value: step[key], input: ({ target }) => {
      step[key] = target.value;
      remark.textContent = lacks(step);
      keep();
      sign();
    } }));
    const go = (to) => () => {
      const [moved] = plan().splice(at, 1);
      if (to >= 0) plan().splice(to, 0, moved);
      show();
      keep();
      (place().querySelectorAll('.plan-steps > li')[Math.max(to, 0)]?.querySelector('input') ?? $('lb-plan-other')).focus();
    };
    const move = (to, arrow, name) => to >= 0 && to < plan().length && el('button', { type: 'button', 'aria-label': say(words[name], { title: title(step) }), click: go(to) }, arrow);
    const known = survey.remedies[step.remedy];
    const because = found(step);
    return el('li', {},
      el('h3', {}, known ? el('a', { href: root + known.url }, title(step)) : title(step)),
      because.length ? el('p', { class: 'muted' }, say(words.because_of, { questions: because.join(' · ') })) : el('div', { class: 'row' }, field('why', 'text')),
      el('div', { class: 'row' }, field('who', 'text'), field('day', 'date'), move(at - 1, '↑', 'up'), move(at + 1, '↓', 'down'),
        el('button', { type: 'button', click: go(-1) }, words.remove, el('span', { class: 'visually-hidden' }, ` ${title(step)}`))),
      remark);
  };

  const found = (step) => {
    const gaps = lb.outcome?.remedies.find(({ remedy }) => remedy === step.remedy)?.because ?? [];
    return gaps.map(({ question: id, score, because }) => `${because} ${question(id).ask} (${lb.tell(score)})`.trim());
  };
  const reasons = (step) => [...found(step), step.why].filter(Boolean).join(' · ');

  /* When the room met, and who was there. */
  const session = () => say(data().words.session, { day: store.room()?.room || lb.day(), who: store.people().map(store.who).join(', ') });

  /* What goes on paper: one page with room to sign. */
  const sign = () => {
    const row = (step) => el('tr', {}, el('th', { scope: 'row' }, title(step), el('p', {}, reasons(step))), ...[step.who, step.day, ''].map((cell) => el('td', {}, cell)));
    place().querySelector('tbody').replaceChildren(...plan().map(row));
    $('lb-session').textContent = session();
  };

  const show = () => {
    const others = Object.entries(data().survey.remedies).filter(([id]) => !plan().some((step) => step.remedy === id));
    $('lb-plan-empty').hidden = plan().length;
    $('lb-plan-out').hidden = !plan().length;
    $('lb-plan-more').hidden = !others.length;
    $('lb-plan-other').replaceChildren(...others.map(([value, one]) => el('option', { value }, one.title)));
    place().querySelector('.plan-steps').replaceChildren(...plan().map(entry));
    place().hidden = false;
    sign();
    mark();
  };

  /* --- To take along --- */

  const rows = () => {
    const { words } = data();
    return [[words.play, words.who, words.when, words.why], ...plan().map((step) => [title(step), step.who, step.day, reasons(step)])];
  };

  /* What means something within a line of Markdown. */
  const marked = (text) => text.replace(/\s+/g, ' ').trim().replace(/[\\*_[\]<>&|~$^{\x60]/g, '\\$&');
  const markdown = () => {
    const [head, ...body] = rows().map((cells) => `| ${cells.map(marked).join(' | ')} |\n`);
    return `# ${marked(say(data().words.plan_title, { title: data().survey.title }))}\n\n${marked(session())}\n\n${head}| --- | --- | --- | --- |\n${body.join('')}`;
  };

  /* RFC 4180; an apostrophe keeps a spreadsheet from running what begins like a formula. */
  const cell = (text) => {
    const safe = /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text) ? "'".concat(text) : text;
    return ['"', safe.replaceAll('"', '""'), '"'].join('');
  };
  const csv = () => `\uFEFF${rows().map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

  const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  const ics = () => {
    const { survey, words } = data();
    const { calendar, stamp, escaped } = lb.calendar;
    const event = (step) => [
      'BEGIN:VEVENT', `UID:plan-${step.remedy}@${survey.id}`, `DTSTAMP:${stamp()}`, `DTSTART;VALUE=DATE:${step.day.replaceAll('-', '')}`,
      `SUMMARY:${escaped(say(words.done_by, { title: title(step) }))}`,
      `DESCRIPTION:${escaped([step.who, reasons(step)].filter(Boolean).join('\n'))}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
    ];
    return calendar(plan().filter((step) => isDay(step.day)).map(event));
  };

  const start = () => {
    const on = (id, act) => $(id).addEventListener('click', act);
    for (const [id, type, make] of [['md', 'text/markdown', markdown], ['csv', 'text/csv', csv], ['ics', 'text/calendar', ics]]) {
      on(`lb-${id}`, () => lb.download(lb.name('plan', id), type, make()));
    }
    on('lb-plan-add', () => {
      add($('lb-plan-other').value);
      place().querySelector('.plan-steps > li:last-child input')?.focus();
    });
    on('lb-sign', () => {
      sign();
      document.body.classList.add('printing-sign-off');
      print();
    });
    addEventListener('lensbook-shown', show);
    addEventListener('afterprint', () => document.body.classList.remove('printing-sign-off'));
  };
  start();
})();
