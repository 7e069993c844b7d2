// Answers on this device: kept as they are typed, written to one file and read from it. What anybody typed is text
// and nothing else. Refuses to send anything anywhere, and to lose what it does not understand: answers to questions
// that are gone stay.

import { byId, fillIn, make } from './dom.js';
import { latestRoom } from './score.js';

let knownText = '';
let parsed;
/** What the page asks and the words for it; read again when a preview has changed them. */
export const data = () => {
  const text = byId('lb-data').textContent;
  if (text !== knownText) [knownText, parsed] = [text, JSON.parse(text)];
  return parsed;
};

/** Whether answers are scored. Notes on the steps of an agenda are not. */
export const isScored = () => data().survey.questions[0].form !== 'note';

const text = (value) => (typeof value === 'string' ? value : '');
const list = (value) => (Array.isArray(value) ? value : []);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const scalar = (value) => (isObject(value) || Array.isArray(value) ? 0 : value);

const answer = (from) => {
  const made = {};
  for (const name of ['value', 'aim'])
    if (from[name] !== undefined && from[name] !== null) made[name] = scalar(from[name]);
  for (const name of ['note', 'asked', 'means']) if (text(from[name])) made[name] = from[name];
  return made;
};
const answers = (from) => {
  const made = Object.create(null);
  for (const [id, one] of Object.entries(isObject(from) ? from : {})) if (isObject(one)) made[id] = answer(one);
  return made;
};
const sheet = (from) => ({
  by: text(from.by),
  ...(typeof from.room === 'string' && { room: from.room }),
  answers: answers(from.answers),
});
const sheets = (from) => list(from).filter(isObject).map(sheet);
const step = (from) => ({
  remedy: text(from.remedy),
  title: text(from.title),
  who: text(from.who),
  day: text(from.day),
  why: text(from.why),
  uid: /^[\w-]{16,64}$/.test(from.uid) ? from.uid : makeId(),
});
/** An id that nothing else has, for what is to be known again in a calendar. */
export const makeId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const empty = () => ({ by: '', answers: Object.create(null), others: [], before: [], plan: [] });
const state = (from) => ({
  by: text(from.by),
  answers: answers(from.answers),
  others: sheets(from.others),
  before: sheets(from.before),
  plan: list(from.plan).filter(isObject).map(step),
});

const KEY = `lensbook:${location.pathname}`;
let now = empty();
let isRefused = false;
/** What was kept on this device. */
const load = () => {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) now = state(JSON.parse(kept));
    localStorage.setItem(`${KEY}:`, '');
    localStorage.removeItem(`${KEY}:`);
  } catch {
    isRefused = true;
  }
  return now;
};
/** Keeps the answers on this device; false where the browser refuses. */
const save = () => {
  try {
    if (isBlank()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(now));
    isRefused = false;
  } catch {
    isRefused = true;
  }
  return !isRefused;
};
const isBlank = () =>
  !now.by && !Object.keys(now.answers).length && !now.others.length && !now.before.length && !now.plan.length;
const hasOwnAnswers = () => Object.keys(now.answers).length > 0;

/** The question with this id, if the page asks it. */
export const question = (id) => data().survey.questions.find((one) => one.id === id);

/** Remembers what was asked, so that a later wording is noticed. */
const rememberWording = (answer, asked) => {
  answer.asked = asked.ask;
  delete answer.means;
  const label = asked.points[answer.value - 1]?.label;
  if (label) answer.means = label;
};
/** Sets or, where `value` is empty, forgets a part of an answer. */
const setAnswer = (all, id, name, value) => {
  const answer = all[id] ?? {};
  if (value === '') delete answer[name];
  else answer[name] = name === 'note' ? value : Number(value);
  if (question(id)) rememberWording(answer, question(id));
  if (['value', 'aim', 'note'].some((key) => answer[key] !== undefined)) all[id] = answer;
  else delete all[id];
};
const isAnswered = ({ id, form }, of = now.answers) =>
  Boolean((['note', 'text'].includes(form) && of[id]?.note) || of[id]?.value);

/** The sheet of what the team agreed on last; made, where `create` says so. */
const agreement = (create) => {
  const found = all()[latestRoom(all()) ?? -1];
  if (found || !create) return found;
  now.others.push({ by: '', room: today(), answers: Object.create(null) });
  return now.others.at(-1);
};
const people = () => all().filter((one) => one.room === undefined);
/** What the person or the team of a sheet is called. */
const nameOf = (one) =>
  one.by || (one.room === undefined ? fillIn(data().words.nameless, { n: place(one) }) : data().words.room);
/** Which of the people a sheet is of, from 1. Its answers stay the same object; the sheet around them is made anew. */
const place = ({ answers }) => people().findIndex((one) => one.answers === answers) + 1;

/** The sheets that are scored: one's own, if it has answers, then those of others. */
const all = () => [...(hasOwnAnswers() ? [{ by: now.by, answers: now.answers }] : []), ...now.others];

/** Today, as year-month-day. */
export const today = (date = new Date()) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');

/** The whole as a file's text. */
const serialize = () => {
  const { survey } = data();
  const mine = hasOwnAnswers() || now.by ? [{ by: now.by, own: true, answers: now.answers }] : [];
  const file = {
    lensbook: 'answers',
    version: 1,
    page: survey.id,
    title: survey.title,
    saved: today(),
    sheets: [...mine, ...now.others],
    before: now.before,
    plan: now.plan,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
};

/** A file's text as `{ own, others, before, plan }`; throws one of the words' `bad` keys. */
const parse = (content) => {
  let file;
  try {
    file = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error('json');
  }
  if (!isObject(file) || file.lensbook !== 'answers' || typeof file.page !== 'string') throw new Error('none');
  if (!Number.isInteger(file.version) || file.version < 0 || file.version > 1) throw new Error('later');
  if (file.page !== data().survey.id) throw new Error('other');
  const every = list(file.sheets).filter(isObject);
  const at = every.findIndex((one) => one.own === true);
  return {
    own: at < 0 ? null : sheet(every[at]),
    others: every.filter((_, index) => index !== at).map(sheet),
    before: sheets(file.before),
    plan: state(file).plan,
  };
};

/** Hands `content` over as a file, without asking a server. */
export const download = (name, type, content) => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
/** A name for a file of this page. */
export const fileName = (what, extension) =>
  `${data().survey.id}-${what}-${today()}.${extension}`.replace(/[^\p{L}\p{N}.]+/gu, '-');

export const store = {
  get now() {
    return now;
  },
  get isRefused() {
    return isRefused;
  },
  set(next) {
    now = next;
  },
  load,
  save,
  isBlank,
  all,
  serialize,
  parse,
  empty,
  hasOwnAnswers,
  rememberWording,
  setAnswer,
  isAnswered,
  agreement,
  people,
  nameOf,
};
