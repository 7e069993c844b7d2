// What follows from the answers: where a team stands, where it disagrees, its gaps, the plays for them, what moved.
// Made anew whenever an answer changes. Refuses to compute: score.js does, and the page says by what rule.

import { data, question, store } from './answers.js';
import { byId, fillIn, make } from './dom.js';
import { lead } from './lead.js';
import { answerLines, formatNumber, formatScore, rescore, standing } from './outcome.js';
import { chooseButton } from './plan.js';
import { moved, score } from './score.js';

const names = (list) => list.map((at) => store.nameOf(store.all()[at])).join(', ');
const link = (id) => make('a', { href: `#${id}` }, question(id).ask);
const remedy = (id) => {
  const { survey, root } = data();
  const { title, url } = survey.remedies[id];
  return make('a', { href: root + url }, title);
};
const group = (id, sort) => data().survey.groups.find((one) => one.id === id && (!sort || one.sort === sort));

/** The first few of a list; the rest can be unfolded. */
const folded = (kind, all) => {
  const [first, rest] = [all.slice(0, 5), all.slice(5)];
  return [
    make('ol', { class: kind }, ...first),
    rest.length > 0 &&
      make(
        'details',
        {},
        make('summary', {}, fillIn(data().words.more, { n: rest.length })),
        make('ol', { class: kind, start: first.length + 1 }, ...rest),
      ),
  ].filter(Boolean);
};

/** Who answered how much. */
const overall = (outcome) => {
  const { words } = data();
  const partly = outcome.questions.filter(({ answered }) => answered && answered < outcome.people);
  return [
    make(
      'p',
      { class: 'overall' },
      !outcome.answered
        ? words.nothing
        : [
            fillIn(words.overall[Math.min(outcome.people, 2)], {
              n: outcome.answered,
              of: outcome.of,
              people: outcome.people,
            }),
            outcome.rooms > 1 && fillIn(words.rooms, { n: outcome.rooms, day: store.agreement().room }),
          ]
            .filter(Boolean)
            .join(' '),
    ),
    partly.length > 0 &&
      make('p', {}, fillIn(words.partly, { n: partly.length }), ...partly.flatMap(({ id }) => [' ', link(id)])),
  ];
};

const table = (head, ...bodies) =>
  make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...head.map((title) => make('th', { scope: 'col' }, title)))),
    ...bodies,
  );
const groupRows = (title, span, rows) =>
  rows.length > 0 &&
  make(
    'tbody',
    {},
    make('tr', { class: 'group-heading' }, make('th', { scope: 'rowgroup', colspan: span }, title)),
    ...rows,
  );

/** The profile and its table stand in the page: dots on lines, as src/diagram/profile.rs draws them, and cells. */
const profile = (outcome) => {
  for (const row of document.querySelectorAll('[data-group]')) {
    const one = outcome.groups[row.dataset.group];
    if (row.localName === 'svg') dots(row, one);
    else {
      const cells = {
        score: formatScore(one.score),
        aim: formatScore(one.aim),
        spread: one.answered ? formatNumber(one.spread) : '–',
        answered: fillIn(data().words.of, { n: one.answered, m: row.dataset.of }),
      };
      for (const cell of row.cells) cell.textContent = cells[cell.dataset.is] ?? cell.textContent;
    }
  }
  return true;
};
const dots = (row, { score, aim }) => {
  const x = (value) => (value - 0.5) * row.dataset.step;
  const far = aim === null || score === null ? 0 : x(aim) - x(score);
  const side = Math.sign(far);
  const [way, ring, dot] = row.querySelectorAll('.d-shaft, .d-ring, .d-main');
  way.setAttribute(
    'd',
    Math.abs(far) > 24 ? `M${x(score) + side * 8} 12H${x(aim) - side * 10}l${-side * 6}-5m0 10 ${side * 6}-5` : '',
  );
  for (const [mark, value] of [
    [ring, aim],
    [dot, score],
  ]) {
    mark.setAttribute('cx', x(value ?? 0));
    mark.toggleAttribute('hidden', value === null);
  }
  dot.setAttribute('r', aim === score ? 4 : 8);
};

/** The few questions to talk about, each with its ends. */
const talk = (outcome) => {
  const { words } = data();
  const leadButton = (id, title) =>
    make(
      'button',
      { type: 'button', 'data-lead': id, click: () => lead(id) },
      words.lead_chosen,
      title && make('span', { class: 'visually-hidden' }, ` ${title}`),
    );
  const item = ({ question: id, why, lowest, highest }) => {
    const [middle, ...rest] = answerLines(id);
    return make(
      'li',
      {},
      link(id),
      make(
        'p',
        {},
        words.why_chosen[why],
        ' ',
        middle,
        ' ',
        highest.length ? fillIn(words.ends, { low: names(lowest), high: names(highest) }) : words.alike,
      ),
      ...rest.map((line) => make('p', {}, line)),
    );
  };
  return (
    outcome.chosen.length > 0 && [
      leadButton(''),
      ...outcome.chosen.flatMap(({ group: id, questions }) => [
        id && make('h3', {}, group(id).title),
        make('ul', { class: 'disagreements' }, ...questions.map(item)),
        id && leadButton(id, group(id).title),
      ]),
    ]
  );
};

const differ = (outcome) => {
  const { words } = data();
  return (
    outcome.people > 1 && [
      ...(outcome.apart.length
        ? folded(
            'disagreements',
            outcome.apart.map((id) =>
              make('li', {}, link(id), ...answerLines(id).map((line) => make('p', {}, line))),
            ),
          )
        : [make('p', {}, words.agree)]),
      outcome.people_apart.length > 0 &&
        make('p', {}, fillIn(words.people_apart, { who: names(outcome.people_apart.slice(0, 3)) })),
    ]
  );
};

const gaps = (outcome) => {
  const { survey, words } = data();
  const lower = survey.questions.filter(
    ({ id, form }) => form === 'level' && standing(id).aim !== null && standing(id).aim < standing(id).score,
  );
  const weighs = ({ weight, groups }) =>
    weight !== 1000 &&
    fillIn(words.weighs, {
      title: survey.groups[groups.at(-1)].title,
      n: (weight / 1000).toLocaleString(data().language),
    });
  const item = (gap) => {
    const { median, room } = standing(gap.question);
    return make(
      'li',
      {},
      link(gap.question),
      make(
        'p',
        {},
        [
          fillIn(words.gap, { score: formatScore(gap.score), aim: formatScore(gap.aim) }),
          room !== null && fillIn(words.both, { median: formatScore(median), room: formatScore(room) }),
          weighs(question(gap.question)),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      gap.remedies.length
        ? make('ul', { class: 'links' }, ...gap.remedies.map((id) => make('li', {}, remedy(id))))
        : make('p', {}, words.no_remedy),
    );
  };
  return [
    lower.length > 0 &&
      make(
        'p',
        { class: 'flag' },
        words.aims_below,
        ' ',
        ...lower.flatMap(({ id }, at) => [at ? ', ' : '', link(id)]),
      ),
    ...(outcome.gaps.length
      ? [make('p', {}, words.gaps_why), ...folded('gaps', outcome.gaps.map(item))]
      : [make('p', {}, words.no_gaps)]),
  ];
};

/** What everybody wrote, once there are several: the form shows one's own. */
const notes = () => {
  const of = (id) =>
    store
      .all()
      .map((one) => one.answers[id]?.note && make('li', {}, `${store.nameOf(one)}: ${one.answers[id].note}`))
      .filter(Boolean);
  const asked = data()
    .survey.questions.map(({ id }) => [id, of(id)])
    .filter(([, lines]) => lines.length);
  return (
    store.all().length > 1 &&
    asked.length > 0 && [
      make(
        'ul',
        { class: 'all-notes' },
        ...asked.map(([id, lines]) => make('li', {}, link(id), make('ul', {}, ...lines))),
      ),
    ]
  );
};

const suggestions = (outcome) => {
  const { words } = data();
  const reason = ({ question: id, score, because }, at, all) =>
    make(
      'li',
      {},
      because && because !== all[at - 1]?.because && `${because} `,
      make('span', { class: 'muted' }, `${formatScore(score)} · `, link(id)),
    );
  const item = ({ remedy: id, because }) =>
    make(
      'li',
      {},
      make(
        'h3',
        {},
        remedy(id),
        because.length > 1 && make('span', { class: 'count' }, ` ${fillIn(words.several, { n: because.length })}`),
      ),
      make('ul', { class: 'reasons' }, ...because.map(reason)),
      chooseButton(id),
    );
  return outcome.remedies.length > 0 && [make('ol', { class: 'suggested-plays' }, ...outcome.remedies.map(item))];
};

const changes = (outcome) => {
  const { survey, words } = data();
  if (!store.now.before.length) return false;
  const { groups, questions } = moved(score(survey, store.now.before), outcome);
  if (!groups.length && !questions.length) return [make('p', {}, words.not_moved)];
  /** To the hundredth, so that the change is what one reckons from the two. */
  const row = (title) => (one) => {
    const [before, now] = [one.before, one.now].map((value) => Math.round(value * 100) / 100);
    const up = now > before;
    const cell = (label, text, kind) => make('td', { 'data-label': words[label], class: kind }, text);
    return make(
      'tr',
      {},
      make('th', { scope: 'row' }, title(one)),
      cell('then', formatScore(before, 2)),
      cell('now', formatScore(now, 2)),
      cell('change', `${up ? '▲ +' : '▼ −'}${formatNumber(Math.abs(now - before), 2)}`, up ? 'better' : 'worse'),
    );
  };
  return [
    table(
      [words.what, words.then, words.now, words.change],
      ...Object.keys(words.sorts).map((sort) =>
        groupRows(
          words.sorts[sort],
          4,
          groups.filter((one) => one.sort === sort).map(row(({ id }) => group(id, sort).title)),
        ),
      ),
      groupRows(words.moved_questions, 4, questions.map(row(({ id }) => link(id)))),
    ),
  ];
};

const flags = (outcome) => {
  const { words } = data();
  const lines = ['reworded', 'gone', 'unreadable'].flatMap((why) => {
    const ids = [...new Set(outcome.flags.filter((flag) => flag.why === why).map((flag) => flag.question))];
    return ids.length
      ? [
          make(
            'li',
            {},
            `${words.flags[why]} `,
            ...ids.flatMap((id, at) => [at ? ', ' : '', why === 'gone' ? id : link(id)]),
          ),
        ]
      : [];
  });
  return lines.length > 0 && [make('ul', {}, ...lines)];
};

/** Each part stands in the page by its heading, and shows itself where there is something to show. */
const parts = { stand: overall, gaps, profile, talk, follow: suggestions, differ, notes, moved: changes, flags };
export const showResults = () => {
  const outcome = rescore();
  for (const [name, make] of Object.entries(parts)) {
    const part = byId(`lb-${name}`).parentElement;
    const made = (outcome.answered || ['stand', 'flags'].includes(name)) && make(outcome);
    part.hidden = !made;
    if (name !== 'profile') part.lastElementChild.replaceChildren(...(made || []).filter(Boolean));
  }
  byId('lb-results').hidden = false;
};
