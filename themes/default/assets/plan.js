/* The plan: plays with an owner and a day each, to be taken along. Refuses a cell that a spreadsheet would run and a line that a
   calendar would misread: what is typed is text in every form. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store } = lb;
  const place = () => document.getElementById('lb-plan');
  const plan = () => store.now.plan;
  const title = (step) => data().survey.remedies[step.remedy]?.title || step.title || step.remedy;
  const keep = () => lb.form.later(false);

  const add = (id) => {
    const { survey } = data();
    if (!survey.remedies[id] || plan().some((step) => step.remedy === id)) return;
    plan().push({ remedy: id, title: survey.remedies[id].title, who: '', day: '' });
    show();
    keep();
  };

  /* The button beside what follows; it stays where it is, so that the next press finds it. */
  lb.choose = (id) => {
    const button = el('button', { type: 'button', 'data-choose': id, click: () => add(id) }, data().words.choose);
    return button;
  };
  const mark = () => {
    const { words } = data();
    for (const button of document.querySelectorAll('[data-choose]')) {
      const chosen = plan().some((step) => step.remedy === button.dataset.choose);
      button.textContent = chosen ? words.chosen : words.choose;
      button.setAttribute('aria-disabled', chosen);
    }
  };

  /* --- On the page --- */

  const entry = (step, at) => {
    const { survey, words, root } = data();
    const set = (key) => ({ target }) => {
      step[key] = target.value;
      keep();
      if (key === 'who') sign();
    };
    const go = (move) => () => {
      move();
      show();
      keep();
      (place().querySelectorAll('.steps-of input')[0] ?? place().querySelector('select'))?.focus();
    };
    const known = survey.remedies[step.remedy];
    return el('li', {},
      el('h3', {}, known ? el('a', { href: root + known.url }, title(step)) : title(step)),
      why(step),
      el('div', { class: 'row' },
        el('label', {}, words.who, el('input', { type: 'text', autocomplete: 'off', value: step.who, input: set('who') })),
        el('label', {}, words.when, el('input', { type: 'date', value: step.day, input: set('day') })),
        at > 0 && el('button', { type: 'button', 'aria-label': say(words.up, { title: title(step) }), click: go(() => plan().splice(at - 1, 0, ...plan().splice(at, 1))) }, '↑'),
        el('button', { type: 'button', click: go(() => plan().splice(at, 1)) }, words.remove, el('span', { class: 'hush' }, ` ${title(step)}`))));
  };

  const reasons = (step) => {
    const { survey } = data();
    const found = lb.outcome?.remedies.find(({ remedy }) => remedy === step.remedy)?.because ?? [];
    const ask = (id) => survey.questions.find((one) => one.id === id).ask;
    return found.map(({ question, score, because }) => [because, `${ask(question)} (${score.toFixed(1)})`].filter(Boolean).join(' '));
  };
  const why = (step) => {
    const found = reasons(step);
    return found.length ? el('p', { class: 'soft' }, say(data().words.because_of, { questions: found.join(' · ') })) : null;
  };

  /* What goes on paper: one page with room to sign. */
  const sign = () => {
    const { survey, words } = data();
    const head = [words.play, words.who, words.when, words.sign];
    const cells = (step) => [title(step), step.who, step.day, ''];
    const table = el('table', { class: 'to-sign' }, el('caption', {}, say(words.plan_title, { title: survey.title })),
      el('thead', {}, el('tr', {}, ...head.map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...plan().map((step) => el('tr', {}, ...cells(step).map((cell) => el('td', {}, cell))))));
    place().querySelector('.to-sign')?.remove();
    if (plan().length) place().append(table);
  };

  const show = () => {
    if (!place()) return;
    const { survey, words } = data();
    const others = Object.entries(survey.remedies).filter(([id]) => !plan().some((step) => step.remedy === id));
    const select = el('select', {}, ...others.map(([id, one]) => el('option', { value: id }, one.title)));
    const save = (what, extension, type, make) => el('button', { type: 'button', click: () => lb.download(lb.name('plan', extension), type, make()) }, words[what]);
    const out = plan().length > 0 && el('div', { class: 'row' },
      save('export_md', 'md', 'text/markdown', markdown), save('export_csv', 'csv', 'text/csv', csv), save('export_ics', 'ics', 'text/calendar', ics),
      el('button', { type: 'button', click: () => {
        sign();
        document.body.classList.add('signing');
        print();
      } }, words.plan_print));
    place().replaceChildren(...[el('h2', { id: 'lb-plan-title' }, words.plan),
      plan().length ? el('ol', { class: 'steps-of' }, ...plan().map(entry)) : el('p', {}, words.plan_empty),
      others.length > 0 && el('div', { class: 'row' }, el('label', {}, words.plan_other, select), el('button', { type: 'button', click: () => {
        add(select.value);
        [...place().querySelectorAll('.steps-of li:last-child input')][0]?.focus();
      } }, words.plan_add)), out].filter(Boolean));
    place().hidden = false;
    sign();
    mark();
  };

  /* --- To take along --- */

  const line = (text) => text.replace(/\s+/g, ' ').trim();
  const marked = (text) => line(text).replace(/[\\*_[\]<>&#|~$^!(){}+\x60-]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2');

  const markdown = () => {
    const { survey, words } = data();
    const row = (cells) => `| ${cells.join(' | ')} |\n`;
    const head = [words.play, words.who, words.when, words.what];
    const rows = plan().map((step) => row([title(step), step.who, step.day, reasons(step).join(' · ')].map(marked)));
    return [`# ${marked(say(words.plan_title, { title: survey.title }))}\n\n`, row(head.map(marked)), row(head.map(() => '---')), ...rows].join('');
  };

  /* RFC 4180; an apostrophe keeps a spreadsheet from running what begins like a formula. */
  const cell = (text) => {
    const safe = /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text) ? "'".concat(text) : text;
    return ['"', safe.replaceAll('"', '""'), '"'].join('');
  };
  const csv = () => {
    const { words } = data();
    const rows = [[words.play, words.who, words.when, words.what], ...plan().map((step) => [title(step), step.who, step.day, reasons(step).join(' · ')])];
    return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
  };

  /* RFC 5545: text escaped, lines folded at 75 octets between characters. */
  const escaped = (text) => text.replace(/\r\n?/g, '\n').replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n').replace(/\p{Cc}/gu, '');
  const folded = (content) => {
    const bytes = new TextEncoder();
    let [out, width] = ['', 0];
    for (const character of content) {
      const size = bytes.encode(character).length;
      if (width + size > 75) [out, width] = [`${out}\r\n `, 1];
      out += character;
      width += size;
    }
    return `${out}\r\n`;
  };
  const stamp = () => `${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const calendar = (events) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lensbook//Lensbook//EN', 'CALSCALE:GREGORIAN',
    ...events.flat(), 'END:VCALENDAR'].map(folded).join('');
  const basic = (day) => day.replaceAll('-', '');
  const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  const ics = () => {
    const { survey, words } = data();
    const event = (step) => [
      'BEGIN:VEVENT', `UID:plan-${step.remedy}@${survey.id}`, `DTSTAMP:${stamp()}`, `DTSTART;VALUE=DATE:${basic(step.day)}`,
      `SUMMARY:${escaped(say(words.done_by, { title: title(step) }))}`,
      ...(step.who || reasons(step).length ? [`DESCRIPTION:${escaped([step.who, ...reasons(step)].filter(Boolean).join('\n'))}`] : []),
      'TRANSP:TRANSPARENT', 'END:VEVENT',
    ];
    return calendar(plan().filter((step) => isDay(step.day)).map(event));
  };

  Object.assign(lb, { plan: { markdown, csv, ics, calendar, stamp, escaped } });
  addEventListener('lensbook-shown', show);
  addEventListener('afterprint', () => document.body.classList.remove('signing'));
})();
