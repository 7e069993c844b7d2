// What follows from the answers as they are now, and how scores are written. Refuses to compute: score.js does.

import { data, question, store } from './answers.js';
import { fillIn } from './dom.js';
import { score } from './score.js';

let current = null;

/** What follows from the answers as they were last scored; null before. */
export const outcome = () => current;

/** Scores the answers as they are now. */
export const rescore = () => {
  current = score(data().survey, store.all());
  return current;
};

/** A number as the language writes it. */
export const formatNumber = (value, digits = 1) =>
  value.toLocaleString(data().language, { minimumFractionDigits: 1, maximumFractionDigits: digits });
/** A score in words where levels are asked for: one level, or two between which it lies. */
export const formatScore = (value, digits) => {
  if (value === null) return '–';
  const [first] = data().survey.questions;
  if (first.form !== 'level') return formatNumber(value, digits);
  return [...new Set([Math.floor(value), Math.ceil(value)])].map((at) => first.points[at - 1].label).join(' – ');
};

/** Where the team stands in a question. */
export const standing = (id) => current.questions.find((one) => one.id === id);

/** What people answered to a question, what the room made of it, and everybody's notes, as lines of text. */
export const answerLines = (id) => {
  const { words } = data();
  const { median, room, spread, aim } = standing(id);
  const { form, points } = question(id);
  const given = (value) => (['level', 'choice'].includes(form) ? points[value - 1]?.label : value);
  const each = store
    .people()
    .map((one) => one.answers[id]?.value && `${store.nameOf(one)} ${given(one.answers[id].value)}`)
    .filter(Boolean);
  return [
    [
      fillIn(words.apart, { score: formatScore(median), spread: formatNumber(spread) }),
      aim !== null && fillIn(words.aimed, { aim: formatScore(aim) }),
      room !== null && fillIn(words.agreed, { score: formatScore(room) }),
    ]
      .filter(Boolean)
      .join(' '),
    each.join(' · '),
    ...store
      .all()
      .map((one) => one.answers[id]?.note && `${store.nameOf(one)}: ${one.answers[id].note}`)
      .filter(Boolean),
  ];
};
