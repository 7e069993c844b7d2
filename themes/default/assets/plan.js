// The plan: plays with an owner and a day each, to be taken along. Refuses a cell that a spreadsheet would run: what
// is typed is text in every form.

import { data, download, fileName, makeId, question, store, today } from './answers.js';
import { calendar, escapeText, timestamp } from './calendar.js';
import { byId, fillIn, make } from './dom.js';
import { formatScore, outcome } from './outcome.js';
import { saveSoon } from './saving.js';

const place = () => byId('lb-plan');
const plan = () => store.now.plan;
const title = (step) => data().survey.remedies[step.remedy]?.title || step.title || step.remedy;

const add = (id) => {
  const { survey } = data();
  if (!survey.remedies[id] || plan().some((step) => step.remedy === id)) return;
  plan().push({ remedy: id, title: survey.remedies[id].title, who: '', day: '', why: '', uid: makeId() });
  showPlan();
  saveSoon(false);
};

/** The button beside what follows; it stays where it is, so that the next press finds it. */
export const chooseButton = (id) =>
  make('button', { type: 'button', 'data-choose': id, click: () => add(id) }, data().words.choose);
const markChosen = () => {
  const { words } = data();
  for (const button of document.querySelectorAll('[data-choose]')) {
    const chosen = plan().some((step) => step.remedy === button.dataset.choose);
    button.textContent = chosen ? words.chosen : words.choose;
    button.setAttribute('aria-disabled', chosen);
  }
};

// --- On the page ---

/** What a step lacks, in words; it may stay so. */
const lacks = (step) => {
  const { lacks: words } = data().words;
  const past = isDay(step.day) && step.day < today();
  return [!step.who.trim() && words.who, !isDay(step.day) && words.day, past && words.past].filter(Boolean).join(' ');
};

const entry = (step, at) => {
  const { survey, words, root } = data();
  const remark = make('p', { class: 'worse' }, lacks(step));
  const field = (key, type) =>
    make(
      'label',
      {},
      words[key === 'day' ? 'when' : key],
      make('input', {
        type,
        autocomplete: 'off',
        value: step[key],
        input: ({ target }) => {
          step[key] = target.value;
          remark.textContent = lacks(step);
          saveSoon(false);
          showSignOff();
        },
      }),
    );
  const go = (to) => () => {
    const [moved] = plan().splice(at, 1);
    if (to >= 0) plan().splice(to, 0, moved);
    showPlan();
    saveSoon(false);
    (
      place().querySelectorAll('.plan-steps > li')[Math.max(to, 0)]?.querySelector('input') ?? byId('lb-plan-other')
    ).focus();
  };
  const move = (to, arrow, name) =>
    to >= 0 &&
    to < plan().length &&
    make(
      'button',
      { type: 'button', 'aria-label': fillIn(words[name], { title: title(step) }), click: go(to) },
      arrow,
    );
  const known = survey.remedies[step.remedy];
  const because = gapsOf(step);
  return make(
    'li',
    {},
    make('h3', {}, known ? make('a', { href: root + known.url }, title(step)) : title(step)),
    because.length
      ? make('p', { class: 'muted' }, fillIn(words.because_of, { questions: because.join(' · ') }))
      : make('div', { class: 'row' }, field('why', 'text')),
    make(
      'div',
      { class: 'row' },
      field('who', 'text'),
      field('day', 'date'),
      move(at - 1, '↑', 'up'),
      move(at + 1, '↓', 'down'),
      make(
        'button',
        { type: 'button', click: go(-1) },
        words.remove,
        make('span', { class: 'visually-hidden' }, ` ${title(step)}`),
      ),
    ),
    remark,
  );
};

const gapsOf = (step) => {
  const gaps = outcome()?.remedies.find(({ remedy }) => remedy === step.remedy)?.because ?? [];
  return gaps.map(({ question: id, score, because }) =>
    `${because} ${question(id).ask} (${formatScore(score)})`.trim(),
  );
};
const reasons = (step) => [...gapsOf(step), step.why].filter(Boolean).join(' · ');

/** When the room met, and who was there. */
const session = () =>
  fillIn(data().words.session, {
    day: store.agreement()?.room || today(),
    who: store.people().map(store.nameOf).join(', '),
  });

/** What goes on paper: one page with room to sign. */
const showSignOff = () => {
  const row = (step) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, title(step), make('p', {}, reasons(step))),
      ...[step.who, step.day, ''].map((cell) => make('td', {}, cell)),
    );
  place()
    .querySelector('tbody')
    .replaceChildren(...plan().map(row));
  byId('lb-session').textContent = session();
};

/** Shows the plan as it is now. */
export const showPlan = () => {
  const others = Object.entries(data().survey.remedies).filter(([id]) => !plan().some((step) => step.remedy === id));
  byId('lb-plan-empty').hidden = plan().length;
  byId('lb-plan-out').hidden = !plan().length;
  byId('lb-plan-more').hidden = !others.length;
  byId('lb-plan-other').replaceChildren(...others.map(([value, one]) => make('option', { value }, one.title)));
  place()
    .querySelector('.plan-steps')
    .replaceChildren(...plan().map(entry));
  place().hidden = false;
  showSignOff();
  markChosen();
};

// --- To take along ---

const rows = () => {
  const { words } = data();
  return [
    [words.play, words.who, words.when, words.why],
    ...plan().map((step) => [title(step), step.who, step.day, reasons(step)]),
  ];
};

/** What means something within a line of Markdown. */
const escapeMarkdown = (text) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\*_[\]<>&|~$^{\x60]/g, '\\$&');
const markdown = () => {
  const [head, ...body] = rows().map((cells) => `| ${cells.map(escapeMarkdown).join(' | ')} |\n`);
  const title = escapeMarkdown(fillIn(data().words.plan_title, { title: data().survey.title }));
  const table = `${head}| --- | --- | --- | --- |\n${body.join('')}`;
  return `# ${title}\n\n${escapeMarkdown(session())}\n\n${table}`;
};

/** What stands between cells: a semicolon where the language writes decimals with a comma, as spreadsheets expect. */
const separator = () => (new Intl.NumberFormat(data().language).format(1.5).includes(',') ? ';' : ',');
/** RFC 4180; an apostrophe keeps a spreadsheet from running what begins like a formula. */
const csvCell = (text) => {
  const safe =
    /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) || /^[\t\r\n]/.test(text) ? "'".concat(text) : text;
  return ['"', safe.replaceAll('"', '""'), '"'].join('');
};
const csv = () => {
  const between = separator();
  const lines = rows().map((row) => `${row.map(csvCell).join(between)}\r\n`);
  return `\uFEFF${lines.join('')}`;
};

const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
const ics = () => {
  const { survey, words } = data();
  const event = (step) => [
    'BEGIN:VEVENT',
    `UID:${step.uid}@${survey.id}.plan`,
    `DTSTAMP:${timestamp()}`,
    `DTSTART;VALUE=DATE:${step.day.replaceAll('-', '')}`,
    `SUMMARY:${escapeText(fillIn(words.done_by, { title: title(step) }))}`,
    `DESCRIPTION:${escapeText([step.who, reasons(step)].filter(Boolean).join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
  return calendar(
    plan()
      .filter((step) => isDay(step.day))
      .map(event),
  );
};

/** Makes the plan's buttons work. */
export const startPlan = () => {
  const on = (id, act) => byId(id).addEventListener('click', act);
  for (const [id, type, make] of [
    ['md', 'text/markdown', markdown],
    ['csv', 'text/csv', csv],
    ['ics', 'text/calendar', ics],
  ]) {
    // A calendar without an event helps nobody: the first day that is missing is asked for.
    on(`lb-${id}`, () => {
      const isEmpty = id === 'ics' && !plan().some((step) => isDay(step.day));
      if (isEmpty) place().querySelector('input[type="date"]')?.focus();
      else download(fileName('plan', id), type, make());
    });
  }
  on('lb-plan-add', () => {
    add(byId('lb-plan-other').value);
    place().querySelector('.plan-steps > li:last-child input')?.focus();
  });
  on('lb-sign', () => {
    showSignOff();
    document.body.classList.add('printing-sign-off');
    print();
  });
  addEventListener('afterprint', () => document.body.classList.remove('printing-sign-off'));
};
