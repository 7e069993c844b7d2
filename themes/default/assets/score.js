// Scores answers to a survey: where a team stands, where it disagrees, which gaps there are and what follows, in
// order. The same rule as src/score/rule.rs, in whole numbers of which 1200 make a point; a property test holds the
// two together. A pure function of its arguments: refuses to touch the page.

const POINT = 1200;
/** A number of the rule in points, to four places. */
const inPoints = (value) => (value === null ? null : Math.round((1e4 * value) / POINT) / 1e4);
const wholeQuotient = (a, b) => (a - (a % b)) / b;
const roundedMean = (sum, count) => (count > 0 ? wholeQuotient(2 * sum + count, 2 * count) : null);
const sum = (values) => values.reduce((all, one) => all + one, 0);
const ownValue = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** What an answer chose; 0 for what is no whole number from 1 on, undefined for nothing. */
const given = (value) => {
  if (value === undefined || value === null) return undefined;
  return Number.isInteger(value) && value >= 1 && value <= 1e6 ? value : 0;
};

const place = (question, answer) => {
  const value = given(answer);
  const points = question.points.length;
  if (value === undefined || value < 1 || value > points) return null;
  if (question.form === 'level') return POINT * value;
  return points === 1 ? 5 * POINT : 12 * (100 + wholeQuotient(400 * (value - 1), points - 1));
};

const median = (answers) => {
  const values = answers.map(([, value]) => value).sort((a, b) => a - b);
  const middle = values.length >> 1;
  if (!values.length) return null;
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
};

const isRoom = (sheet) => typeof sheet.room === 'string';
/** The number of the latest sheet that the room agreed on. */
export const latestRoom = (sheets) => {
  const day = (sheet) => (/^\d{4}-\d\d-\d\d$/.test(sheet.room) ? sheet.room : '');
  return sheets.reduce(
    (last, sheet, at) => (isRoom(sheet) && (last === null || day(sheet) >= day(sheets[last])) ? at : last),
    null,
  );
};

const ask = (question, sheets, room) => {
  const placed = (sheet, name) => {
    const answer = ownValue(sheet.answers, question.id);
    return answer ? place(question, answer[name]) : null;
  };
  const all = (name) =>
    sheets.flatMap((sheet, at) => {
      const value = isRoom(sheet) ? null : placed(sheet, name);
      return value === null ? [] : [[at, value]];
    });
  const agreed = (name) => (room === null ? null : placed(sheets[room], name));
  const answers = all('value');
  const values = answers.map(([, value]) => value);
  const [middle, settled] = [median(answers), agreed('value')];
  const levels = question.form === 'level' ? (agreed('aim') ?? median(all('aim'))) : null;
  const tos = question.leads.map((lead) => POINT * lead.to);
  const aim = question.form === 'level' ? levels : tos.length ? Math.max(...tos) : null;
  const now = settled ?? middle;
  const depth = now === null || aim === null ? 0 : Math.max(0, aim - now);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const at = (end) => answers.filter(([, value]) => value === end).map(([sheet]) => sheet);
  const spread = values.length ? highest - lowest : 0;
  return {
    question,
    answers,
    now,
    median: middle,
    room: settled,
    aim,
    levels,
    spread,
    weight: depth * question.weight,
    lowest: at(lowest),
    highest: spread ? at(highest) : [],
  };
};

const leads = ({ question, now, aim }) => {
  const seen = new Set();
  return question.leads.filter((lead) => {
    const applies = now < POINT * lead.to && POINT * lead.from < aim && !seen.has(lead.remedy);
    if (applies) seen.add(lead.remedy);
    return applies;
  });
};

const standing = (one) => {
  const far = ([, value]) => Math.abs(value - one.median);
  const most = Math.max(0, ...one.answers.map(far));
  const furthest = most ? one.answers.filter((answers) => far(answers) === most).map(([at]) => at) : [];
  return {
    id: one.question.id,
    sort: '',
    score: inPoints(one.now),
    median: inPoints(one.median),
    room: inPoints(one.room),
    aim: inPoints(one.levels),
    spread: inPoints(one.spread),
    answered: one.answers.length,
    furthest,
  };
};

const groups = (survey, asked) =>
  survey.groups.map((group, at) => {
    const inside = asked.filter((one) => one.question.groups.includes(at));
    const of = (name) => inside.map((one) => one[name]).filter((value) => value !== null);
    const middle = (values) => roundedMean(sum(values), values.length);
    const now = of('now');
    const raw = middle(now);
    return {
      raw,
      id: group.id,
      sort: group.sort,
      score: inPoints(raw),
      median: inPoints(middle(of('median'))),
      room: null,
      aim: inPoints(middle(of('levels'))),
      spread: inPoints(Math.max(0, ...inside.map((one) => one.spread))),
      answered: now.length,
      furthest: [],
    };
  });

const overall = (survey, standings, asked) => {
  const weighed = survey.groups
    .map((group, at) => [group.weight, standings[at].raw])
    .filter(([, raw]) => raw !== null);
  const weight = sum(weighed.map(([one]) => one));
  if (weight > 0) return roundedMean(sum(weighed.map(([one, raw]) => one * raw)), weight);
  const all = asked.map((one) => one.now).filter((now) => now !== null);
  return roundedMean(sum(all), all.length);
};

const peopleApart = (asked, sheets) => {
  const all = sheets.map((_, sheet) => {
    const answers = asked.flatMap((one) =>
      one.answers.filter(([at]) => at === sheet).map(([, value]) => Math.abs(value - one.median)),
    );
    return { sheet, far: sum(answers), count: answers.length };
  });
  return all
    .filter(({ far }) => far > 0)
    .sort((a, b) => b.far * a.count - a.far * b.count)
    .map(({ sheet }) => sheet);
};

/**
 * The few questions to talk about, by the groups that stand first in the outline: the two on which people differ
 * most, and of the others the one that stands lowest.
 */
const picks = (inside) => {
  const answers = inside.filter((one) => one.median !== null);
  const wide = [...answers]
    .sort((a, b) => b.spread - a.spread || a.median - b.median)
    .slice(0, 2)
    .filter(({ spread }) => spread);
  const low = answers
    .filter((one) => !wide.includes(one))
    .sort((a, b) => a.median - b.median || b.spread - a.spread)
    .slice(0, 1);
  const pick =
    (why) =>
    ({ question, lowest, highest }) => ({ question: question.id, why, lowest, highest });
  return [...wide.map(pick('spread')), ...low.map(pick('low'))];
};
const chosen = (survey, asked) => {
  const outline = survey.groups.map((group, at) => [group, at]).filter(([{ level }]) => level === 2);
  const all = outline.map(([{ id }, at]) => ({
    group: id,
    questions: picks(asked.filter(({ question }) => question.groups.includes(at))),
  }));
  return (all.length ? all : [{ group: null, questions: picks(asked) }]).filter(({ questions }) => questions.length);
};

const follow = (asked) => {
  const found = asked.filter((one) => one.weight > 0).sort((a, b) => b.weight - a.weight);
  const order = new Map();
  const gaps = found.map((one) => {
    const score = inPoints(one.now);
    const remedies = leads(one).map(({ remedy, because = '' }) => {
      if (!order.has(remedy)) order.set(remedy, { remedy, because: [], weight: 0 });
      const ranked = order.get(remedy);
      ranked.because.push({ question: one.question.id, score, because });
      ranked.weight += one.weight;
      return remedy;
    });
    return { question: one.question.id, score, aim: inPoints(one.aim), remedies };
  });
  const ranked = [...order.values()].sort((a, b) => b.because.length - a.because.length || b.weight - a.weight);
  return { gaps, remedies: ranked.map(({ remedy, because }) => ({ remedy, because })) };
};

/** Why an answer needs a second look. */
const doubt = (question, answer) => {
  const wrong = (value) => given(value) !== undefined && place(question, value) === null;
  if (wrong(answer.value) || wrong(answer.aim)) return 'unreadable';
  const text = (name) => (typeof answer[name] === 'string' ? answer[name] : '');
  const point = question.points[answer.value - 1];
  const renamed = point && text('means') && text('means') !== (point.label ?? '');
  return renamed || (text('asked') && text('asked') !== question.ask) ? 'reworded' : null;
};

const flags = (survey, sheets) => {
  const known = new Map(survey.questions.map((question) => [question.id, question]));
  return sheets.flatMap((sheet, at) =>
    Object.keys(sheet.answers)
      .sort()
      .flatMap((id) => {
        const why = known.has(id) ? doubt(known.get(id), sheet.answers[id]) : 'gone';
        return why ? [{ sheet: at, question: id, why }] : [];
      }),
  );
};

/** What follows from `sheets`, one for each person and one for each time the team agreed on answers. */
export const score = (survey, sheets) => {
  const room = latestRoom(sheets);
  const rooms = sheets.filter(isRoom).length;
  const people = sheets.length - rooms;
  const asked = survey.questions.filter(({ form }) => form !== 'note').map((question) => ask(question, sheets, room));
  const standings = groups(survey, asked);
  return {
    page: survey.id,
    people,
    room,
    rooms,
    answered: asked.filter(({ now }) => now !== null).length,
    of: asked.length,
    overall: inPoints(overall(survey, standings, asked)),
    groups: standings.map(({ raw, ...rest }) => rest),
    questions: asked.map(standing),
    apart: asked
      .filter(({ spread }) => spread)
      .sort((a, b) => b.spread - a.spread)
      .map(({ question }) => question.id),
    people_apart: people < 2 ? [] : peopleApart(asked, sheets),
    chosen: people < 2 ? [] : chosen(survey, asked),
    ...follow(asked),
    flags: flags(survey, sheets),
  };
};

/** What moved from one round to a later one: what people answered each alone, or the rooms where nobody did. */
export const moved = (before, now) => {
  const shifts = (old, fresh) =>
    fresh.flatMap((one, at) => {
      const { id, sort } = one;
      const key = old[at].median === null && one.median === null ? 'score' : 'median';
      const [from, to] = [old[at][key], one[key]];
      return from === null || to === null || from === to ? [] : [{ id, sort, before: from, now: to }];
    });
  return { groups: shifts(before.groups, now.groups), questions: shifts(before.questions, now.questions) };
};
