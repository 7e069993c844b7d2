// Leading through: one question or step at a time, large, with its clock, on the whole screen where the browser
// allows; all of them, or the few to talk about, and then the room answers. What is chosen or noted goes into the
// answers at once. Refuses to keep anything of its own but where it stands, and that only in this tab.

import { data, isScored, question, store } from './answers.js';
import { byId, fillIn, make } from './dom.js';
import { setAnswer, showForm } from './fill.js';
import { answerLines, outcome } from './outcome.js';

const KEY = `lensbook-lead:${location.pathname}`;
const dialog = byId('lb-led');
const part = (name) => dialog.querySelector(name);
const ending = part('.lead-nav a').textContent;
let lock;
let ticking;
/**
 * Where it stands: `stage` is null for all questions, else the group whose chosen ones are led through, empty for
 * those of all groups; `whole` are the minutes that an agenda has for all; `left` are the seconds that steps have
 * left, by their ids; `since` is when the clock was looked at, null while it stands.
 */
let now;

const steps = () => {
  const { questions, groups } = data().survey;
  if (now.stage === null) return questions;
  const chosen = outcome()
    .chosen.filter(({ group }) => !now.stage || group === now.stage)
    .flatMap((one) => one.questions);
  if (chosen.length) return chosen.map((pick) => ({ ...question(pick.question), pick }));
  const inside = questions.filter((one) => one.groups.some((at) => groups[at].id === now.stage));
  return inside.length ? inside : questions;
};
const step = () => steps()[now.at];
const fullTime = ({ minutes }) => 60 * (now.whole / steps().length || minutes);
const isDiscussion = () => now.stage !== null;
const current = () => (isDiscussion() ? store.agreement()?.answers : store.now.answers)?.[step().id] ?? {};
const answerStep = (name, value) => setAnswer(step().id, name, value, isDiscussion());

/** Kept over a reload. */
const remember = () => {
  try {
    if (dialog.open) sessionStorage.setItem(KEY, JSON.stringify(now));
    else sessionStorage.removeItem(KEY);
  } catch {
    /* Then it begins anew. */
  }
};

// --- What a step shows ---

const choice = (name, title) => {
  const { words } = data();
  const { points, form, ask } = step();
  const option = (value) => {
    const point = points[value - 1];
    const label = !point ? words.skip : form === 'text' ? words.judged[value - 1] : (point.label ?? '');
    const input = make('input', {
      type: 'radio',
      name: `lead-${name}`,
      value,
      checked: value !== '' && current()[name] === value,
      input: () => answerStep(name, value),
    });
    const text = [label, name === 'value' && point?.text].filter(Boolean).join(': ');
    return make(
      'label',
      { class: point ? '' : 'no-answer' },
      input,
      form === 'scale' && point && make('b', {}, value),
      make('span', {}, text),
    );
  };
  return make(
    'fieldset',
    {},
    make('legend', { class: title ? '' : 'visually-hidden' }, title || ask),
    make(
      'div',
      { class: `answer-options answer-options-${form}` },
      ...[...points.keys()].map((at) => option(at + 1)),
      option(''),
    ),
  );
};

const choices = () => {
  const { words } = data();
  const { form } = step();
  const says = (name, title) => choice(name, [isDiscussion() && words.room_says, title].filter(Boolean).join(': '));
  if (form === 'note') return [];
  return form === 'level'
    ? [says('value', words.today), says('aim', words.aim)]
    : [says('value', form === 'text' && words.judge)];
};

const note = () => {
  const mine = make('textarea', {
    rows: 3,
    autocomplete: 'off',
    input: ({ target }) => answerStep('note', target.value),
  });
  mine.value = current().note ?? '';
  return make('label', { class: 'note-field' }, data().words[step().form === 'text' ? 'answer' : 'notes'], mine);
};

const above = () => {
  const { survey } = data();
  const titles = step()
    .groups.map((at) => survey.groups[at])
    .filter(({ level }) => level)
    .map(({ title }) => title);
  return titles.length > 0 && make('p', { class: 'muted' }, titles.join(' › '));
};

/** What the room should know before it answers. */
const before = () => {
  const { pick, id } = step();
  return isDiscussion() && outcome()?.people
    ? [
        make(
          'p',
          { class: 'lead-answers' },
          pick && `${data().words.why_chosen[pick.why]} `,
          ...answerLines(id).flatMap((line, at) => (at ? [make('br'), line] : [line])),
        ),
      ]
    : [];
};

/** Its own words first: the steps of a play can be unfolded. */
const probes = () => {
  const { probes: all, form } = step();
  const list = make('ul', { class: 'probes' }, ...all.map((probe) => make('li', {}, probe)));
  return (
    all.length > 0 && (form === 'note' ? make('details', {}, make('summary', {}, data().words.steps), list) : list)
  );
};

/** To the questions of another page of which a step speaks. */
const elsewhere = () => {
  const { survey, words, root } = data();
  const { part: of } = step();
  return (
    of !== undefined &&
    survey.about &&
    make(
      'p',
      {},
      make(
        'a',
        { class: 'button', href: `${root}${survey.about.url}#lead=${of}:${step().minutes}` },
        fillIn(words.lead_there, { title: survey.about.title }),
      ),
    )
  );
};

const show = () => {
  const { words } = data();
  const { ask, form, id } = step();
  const parts = form === 'text' ? [note(), ...choices()] : [...choices(), note()];
  part('.lead-step').replaceChildren(
    ...[
      above(),
      make('h2', { id: 'lb-lead-ask', tabindex: -1, class: ask.length > 90 ? 'long' : '' }, ask),
      ...before(),
      probes(),
      elsewhere(),
      ...parts,
    ].filter(Boolean),
  );
  part('.lead-position').textContent = fillIn(words.step, { n: now.at + 1, m: steps().length });
  const last = now.at === steps().length - 1;
  part('.lead-back').setAttribute('aria-disabled', now.at === 0);
  part('.lead-next').hidden = last;
  part('.lead-nav a').hidden = !last;
  now.left[id] ??= fullTime(step());
  clock();
  dialog.scrollTop = 0;
  byId('lb-lead-ask').focus();
};

const go = (by) => {
  if (!steps()[now.at + by]) return;
  tick();
  now.at += by;
  show();
  remember();
};

// --- The clock ---

const clock = () => {
  const { words, language } = data();
  const seconds = Math.round(now.left[step().id]);
  const distance = Math.abs(seconds);
  const timer = part('[role="timer"]');
  timer.textContent = fillIn(seconds < 0 ? words.over : words.timer, {
    time: `${Math.floor(distance / 60)}:${String(distance % 60).padStart(2, '0')}`,
  });
  timer.classList.toggle('worse', seconds < 0);
  const later = steps()
    .slice(now.at)
    .reduce((sum, one) => sum + Math.max(0, now.left[one.id] ?? fullTime(one)), 0);
  part('.lead-remaining').textContent = fillIn(words.whole_time, {
    clock: new Date().toLocaleTimeString(language, { timeStyle: 'short', hourCycle: 'h23' }),
    n: Math.ceil(later / 60),
  });
  part('.lead-pause').textContent = now.since ? words.pause : words.resume;
};

/** What has gone by counts, also while a reload took it. */
const tick = () => {
  const moment = Date.now();
  if (now.since) {
    now.left[step().id] -= (moment - now.since) / 1000;
    now.since = moment;
  }
  clock();
  remember();
};

const wake = async () => {
  try {
    lock = await navigator.wakeLock?.request('screen');
  } catch {
    lock = null;
  }
};

// --- Coming and going ---

const keys = (event) => {
  const typing = event.target.closest('input, textarea');
  const forward = event.key === 'PageDown' || (!typing && event.key === 'ArrowRight');
  const back = event.key === 'PageUp' || (!typing && event.key === 'ArrowLeft');
  if (event.altKey || event.ctrlKey || event.metaKey || !(forward || back)) return;
  event.preventDefault();
  const turned = document.dir === 'rtl' && event.key.startsWith('Arrow');
  go(forward === !turned ? 1 : -1);
};

/** The group to which an agenda led with its minutes, and whether there is a way back. */
const asked = () =>
  isScored() && location.hash.startsWith('#lead=') ? decodeURIComponent(location.hash.slice(6)).split(':') : null;
const cameFromAgenda = () => asked() !== null && history.length > 1;

const close = () => {
  clearInterval(ticking);
  lock?.release().catch(() => {});
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  remember();
  showForm();
  if (asked() !== null) history.replaceState(null, '', location.pathname + location.search);
  byId('lb-lead').focus({ preventScroll: true });
};

const open = (state) => {
  now = state;
  if (now.at < 0)
    now.at = steps().findIndex(
      (one) => !store.isAnswered(one, isDiscussion() ? (store.agreement()?.answers ?? {}) : undefined),
    );
  now.at = Math.min(Math.max(0, now.at), steps().length - 1);
  dialog.showModal();
  document.documentElement.requestFullscreen?.().catch(() => {});
  wake();
  part('.lead-nav a').textContent = cameFromAgenda() ? data().words.to_agenda : ending;
  show();
  ticking = setInterval(tick, 1000);
  tick();
};

/** Leads through all questions, or through the chosen ones of a group, in so many minutes. */
export const lead = (stage, minutes) => open({ stage, whole: minutes, at: -1, left: {}, since: Date.now() });
/** Where this page was left, if one comes back to it, or what another page's link asks for. */
const resume = () => {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    /* Nothing is kept. */
  }
  const [stage, minutes] = asked() ?? [null];
  const again = performance.getEntriesByType('navigation')[0]?.type !== 'navigate';
  if (dialog.open) return;
  if (kept && (stage === null ? again : kept.stage === stage)) open(kept);
  else if (stage !== null) lead(stage, minutes);
};
/** Makes the mode's buttons and keys work, and goes on where it was left. */
export const startLead = () => {
  dialog.addEventListener('close', close);
  const on = (name, act) => part(name).addEventListener('click', act);
  on('.lead-back', () => go(-1));
  on('.lead-next', () => go(1));
  on('.lead-end', () => dialog.close());
  on('.lead-pause', () => {
    tick();
    now.since = now.since ? null : Date.now();
    tick();
  });
  /** Once the page shows what was answered, so that it has its length. */
  on('.lead-nav a', (event) => {
    const [back, { href }] = [cameFromAgenda(), event.target];
    event.preventDefault();
    dialog.addEventListener('close', () => (back ? history.back() : location.assign(href)), { once: true });
    dialog.close();
  });
  dialog.addEventListener('keydown', keys);
  addEventListener('hashchange', resume);
  /** A team talks about the chosen few. */
  byId('lb-lead').addEventListener('click', () => lead(outcome()?.chosen.length ? '' : null));
  /** A preview brings new words for the question that is shown. */
  document.addEventListener('lensbook-patched', () => {
    if (!dialog.open) return;
    now.at = Math.min(now.at, steps().length - 1);
    if (byId('lb-lead-ask').textContent !== step().ask) show();
  });
  document.addEventListener('visibilitychange', () => dialog.open && !document.hidden && wake());
  resume();
};
