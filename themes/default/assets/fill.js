// The form: what is typed is kept at once, and there again on return. All its fields are in the page; refuses to make
// any, so that it prints empty without a script.

import { data, download, fileName, isScored, question, store } from './answers.js';
import { byId, fillIn, make } from './dom.js';
import { answerLines } from './outcome.js';
import { announce, saveNow, saveSoon, saveWaiting, update } from './saving.js';
import { score } from './score.js';

const words = () => data().words;
const fields = () => [...document.querySelectorAll('[data-q]')];
const control = (field, sort) => field.querySelectorAll(`[name="${sort}-${CSS.escape(field.dataset.q)}"]`);

// --- From the answers to the form ---

const NAMES = { v: 'value', a: 'aim', n: 'note' };
const showField = (field) => {
  const answer = store.now.answers[field.dataset.q] ?? {};
  for (const sort of ['v', 'a']) {
    for (const radio of control(field, sort))
      radio.checked = String(answer[NAMES[sort]] ?? '') === radio.value && radio.value !== '';
  }
  for (const area of control(field, 'n')) {
    if (area.value !== (answer.note ?? '')) area.value = answer.note ?? '';
  }
  printAnswer(field);
  showDoubt(field, answer);
};

/**
 * On paper a field that scrolls would be cut: the note stands there once more as text, and a team's answers in
 * place of one's own.
 */
const printAnswer = (field) => {
  const id = field.dataset.q;
  field.querySelector('.printed-answer').textContent =
    isTeam() && isScored() ? answerLines(id).join('\n') : (store.now.answers[id]?.note ?? '');
};
const isTeam = () => store.people().length > 1;

const showDoubt = (field, answer) => {
  const asked = question(field.dataset.q);
  const flags =
    asked && isScored()
      ? score({ ...data().survey, questions: [asked], groups: [] }, [{ answers: { [asked.id]: answer } }]).flags
      : [];
  field.querySelector('.flag')?.remove();
  if (!flags.length) return;
  const key = flags[0].why;
  const note = make(
    'p',
    { class: 'flag' },
    fillIn(words()[key], { asked: answer.asked ?? '', means: answer.means ?? '' }),
    ' ',
  );
  if (key === 'reworded') {
    note.append(
      make(
        'button',
        {
          type: 'button',
          click: () => {
            store.rememberWording(answer, asked);
            note.remove();
            field.querySelector('input, textarea')?.focus();
            changed(true);
          },
        },
        words().holds,
      ),
    );
  }
  field.querySelector('legend').after(note);
};

// --- From the form to the answers ---

/** Sets part of an answer, one's own or the team's. */
export const setAnswer = (id, name, value, forTeam) => {
  store.setAnswer(forTeam ? store.agreement(true).answers : store.now.answers, id, name, value);
  fields()
    .filter((field) => field.dataset.q === id)
    .forEach(showField);
  changed(name !== 'note');
};

const changed = (scores) => {
  saveSoon(scores);
  progress();
};

const progress = () => {
  const { questions } = data().survey;
  const own = questions.filter((one) => store.isAnswered(one)).length;
  const [bar, people] = [byId('lb-progress'), store.people()];
  const others = people.length - store.hasOwnAnswers();
  const given = others
    ? questions.filter((one) => people.some(({ answers }) => store.isAnswered(one, answers))).length
    : own;
  [bar.max, bar.value] = [questions.length, given];
  const key = !others ? (isScored() ? 'progress' : 'noted') : own ? 'progress_both' : 'progress_team';
  byId('lb-count').textContent = fillIn(words()[key], { n: given, m: questions.length, own, people: others });
  byId('lb-whose').textContent = isTeam() ? people.map(store.nameOf).join(', ') : store.now.by;
  document.body.classList.toggle('team', isTeam());
};

/** Shows the answers as they are now. */
export const showForm = () => {
  byId('lb-by').value = store.now.by;
  progress();
  people();
  update();
  fields().forEach(showField);
};

// --- Files ---

const people = () => {
  const list = byId('lb-people');
  const remove = (at) => () => {
    store.now.others.splice(at, 1);
    people();
    changed(true);
    (list.querySelector('button') ?? byId('lb-add')).focus();
  };
  const who = (sheet) => [store.nameOf(sheet), sheet.room].filter(Boolean).join(', ');
  list.replaceChildren(
    ...store.now.others.map((sheet, at) =>
      make(
        'li',
        {},
        `${who(sheet)} `,
        make(
          'button',
          { type: 'button', click: remove(at) },
          words().remove,
          make('span', { class: 'visually-hidden' }, ` ${who(sheet)}`),
        ),
      ),
    ),
  );
  if (store.now.before.length) {
    list.append(
      make(
        'li',
        {},
        `${fillIn(words().before_of, { n: store.now.before.length })} `,
        make(
          'button',
          {
            type: 'button',
            click: () => {
              store.now.before = [];
              people();
              changed(true);
              byId('lb-before').focus();
            },
          },
          words().remove,
        ),
      ),
    );
  }
  list.hidden = !list.children.length;
};

const MAX_FILE = 20_000_000;
const readFiles = async (input, use) => {
  const files = [...input.files];
  input.value = '';
  const wrong = [];
  let good = 0;
  for (const file of files) {
    try {
      if (file.size > MAX_FILE) throw new Error('large');
      use(store.parse(await file.text()));
      good += 1;
    } catch (error) {
      wrong.push(fillIn(words().bad[error.message] ?? words().bad.none, { file: file.name }));
    }
  }
  if (good) {
    showForm();
    saveNow();
  }
  announce([...(good ? [fillIn(words().opened, { n: good })] : []), ...wrong].join(' '));
};

const imports = {
  'lb-open': (file) => {
    if (!store.isBlank() && !confirm(words().replace)) return;
    const own = file.own ?? { by: '', answers: Object.create(null) };
    store.set({ by: own.by, answers: own.answers, others: file.others, before: file.before, plan: file.plan });
  },
  /** The same sheet twice is one person; a sheet of the same name may be that person's newer one. */
  'lb-add': (file) => {
    const { others } = store.now;
    for (const one of [file.own, ...file.others].filter(Boolean)) {
      const here = store.parse(store.serialize());
      if ([here.own, ...here.others].some((other) => JSON.stringify(other) === JSON.stringify(one))) continue;
      const at = others.findIndex(({ by, room }) => by && by === one.by && room === one.room);
      others.splice(at < 0 || !confirm(fillIn(words().again, { who: one.by })) ? others.length : at, 1, one);
    }
  },
  'lb-before': (file) => {
    store.now.before = [...(file.own ? [file.own] : []), ...file.others];
  },
};

/** Takes up what was kept, and makes the form work. */
export const startForm = () => {
  store.load();
  byId('lb-refused').hidden = !store.isRefused;
  byId('lb-desk').hidden = false;
  document.body.classList.add('scripted');
  showForm();
  if (!store.isBlank() && !store.isRefused) announce(words().restored);
  byId('lb-form').addEventListener('input', ({ target }) => {
    const field = target.closest('[data-q]');
    if (field && target.name) setAnswer(field.dataset.q, NAMES[target.name[0]], target.value);
  });
  byId('lb-by').addEventListener('input', ({ target }) => {
    store.now.by = target.value;
    changed(true);
  });
  for (const [id, use] of Object.entries(imports))
    byId(id)?.addEventListener('change', ({ target }) => readFiles(target, use));
  let asked = false;
  byId('lb-save').addEventListener('click', () => {
    /** A sheet without a name can't be told from others; whoever wants that presses again. */
    if (isScored() && !asked && !store.now.by && store.hasOwnAnswers()) {
      asked = true;
      announce(words().name_first);
      byId('lb-by').focus();
      return;
    }
    download(fileName(`answers-${store.now.by}`, 'json'), 'application/json', store.serialize());
  });
  byId('lb-clear').addEventListener('click', () => {
    if (!confirm(words().sure)) return;
    store.set(store.empty());
    showForm();
    saveNow();
    announce(words().cleared);
  });
  byId('lb-print').addEventListener('click', () => print());
  byId('lb-blank').addEventListener('click', () => {
    document.body.classList.add('printing-blank');
    print();
  });
  addEventListener('beforeprint', () => fields().forEach(printAnswer));
  addEventListener('afterprint', () => document.body.classList.remove('printing-blank'));
  addEventListener('pagehide', () => saveWaiting());
  document.addEventListener('visibilitychange', () => document.hidden && saveWaiting());
  /** Another tab of this page goes on: its answers hold here, too. */
  addEventListener('storage', ({ key }) => {
    if (key !== `lensbook:${location.pathname}`) return;
    store.set(store.empty());
    store.load();
    showForm();
  });
  /** A preview brings new questions: the form shows the answers to these. A plan that somebody types in waits. */
  new MutationObserver(() => {
    fields().forEach(showField);
    progress();
    if (!byId('lb-plan')?.contains(document.activeElement)) update();
  }).observe(byId('lb-data'), { childList: true, characterData: true, subtree: true });
};
