/* What follows from the answers: where a team stands, where it disagrees, its gaps, the plays for them, what moved. Made anew
   whenever an answer changes. Refuses to compute: score.js does, and the page says by what rule. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store, question } = lb;
  const SVG = 'http://www.w3.org/2000/svg';

  const number = (value, most = 1) => value.toLocaleString(data().language, { minimumFractionDigits: 1, maximumFractionDigits: most });
  /* A score in words where levels are asked for: one level, or two between which it lies. */
  const tell = (value, most) => {
    if (value === null) return '–';
    const [first] = data().survey.questions;
    if (first.form !== 'level') return number(value, most);
    return [...new Set([Math.floor(value), Math.ceil(value)])].map((at) => first.points[at - 1].label).join(' – ');
  };
  const names = (list) => list.map((at) => store.who(store.all()[at])).join(', ');
  const link = (id) => el('a', { href: `#${id}` }, question(id).ask);
  const remedy = (id) => {
    const { survey, root } = data();
    const { title, url } = survey.remedies[id];
    return el('a', { href: root + url }, title);
  };
  const standing = (id) => lb.outcome.questions.find((one) => one.id === id);
  const group = (id, sort) => data().survey.groups.find((one) => one.id === id && (!sort || one.sort === sort));

  /* What people answered to a question and what the room made of it, as lines of text. */
  const told = (id) => {
    const { words } = data();
    const { median, room, spread, aim } = standing(id);
    const given = (value) => (question(id).form === 'level' ? question(id).points[value - 1]?.label : value);
    const each = store.people().map((one) => one.answers[id]?.value && `${store.who(one)} ${given(one.answers[id].value)}`).filter(Boolean);
    return [[
      say(words.apart, { score: tell(median), spread: number(spread) }),
      aim !== null && say(words.aimed, { aim: tell(aim) }), room !== null && say(words.agreed, { score: tell(room) }),
    ].filter(Boolean).join(' '), each.join(' · ')];
  };
  /* The first few of a list; the rest can be unfolded. */
  const folded = (kind, all) => {
    const [first, rest] = [all.slice(0, 5), all.slice(5)];
    return [el('ol', { class: kind }, ...first), rest.length > 0 && el('details', {}, el('summary', {}, say(data().words.more, { n: rest.length })),
      el('ol', { class: kind, start: first.length + 1 }, ...rest))].filter(Boolean);
  };

  /* --- The profile --- */

  const svg = (name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /* Lines of about so many characters; the width is that of wide letters, so none leaves the drawing. */
  const WIDEST = 36;
  const wrap = (text) => {
    const lines = [''];
    for (const word of text.split(/\s+/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= WIDEST) lines.push(word);
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
    }
    return lines.map((line) => (line.length > WIDEST ? `${[...line].slice(0, WIDEST - 1).join('')}…` : line));
  };

  /* Dots on lines, as src/diagram/profile.rs draws them for a narrow place. */
  const profile = (rows, points, title) => {
    const [width, dot] = [340, 8];
    const x = (value) => ((value - 0.5) * width) / points;
    const items = [];
    let y = 0;
    for (let point = 1; point <= points; point += 1) {
      items.push(svg('text', { x: x(point), y: 14, 'text-anchor': 'middle', 'font-size': 15, 'font-weight': 600, class: 'd-accent' }, point));
    }
    y += 24;
    for (const { title: label, score, aim } of rows) {
      for (const line of wrap(label)) {
        items.push(svg('text', { x: document.dir === 'rtl' ? width : 0, y: y + 16, 'font-size': 16, class: 'd-ink' }, line));
        y += 21;
      }
      y += dot * 1.5 + 2;
      for (let point = 1; point <= points; point += 1) items.push(svg('path', { d: `M${x(point)} ${y - 4}v8`, class: 'd-hair' }));
      items.push(svg('path', { d: `M0 ${y}H${width}`, class: 'd-hair' }));
      if (aim !== null && score !== null && Math.abs(x(aim) - x(score)) > 3 * dot) {
        const side = Math.sign(aim - score);
        const [from, to] = [x(score) + side * dot, x(aim) - side * (dot + 2)];
        items.push(svg('path', { d: `M${from} ${y}H${to}M${to - side * 6} ${y - 5}L${to} ${y}l${-side * 6} 5`, class: 'd-shaft' }));
      }
      if (aim !== null) items.push(svg('circle', { cx: x(aim), cy: y, r: dot, class: 'd-ring' }));
      if (score !== null) items.push(svg('circle', { cx: x(score), cy: y, r: aim === score ? dot / 2 : dot, class: 'd-main' }));
      y += 2 * dot + 4;
    }
    const drawing = svg('svg', { viewBox: `0 0 ${width} ${y}`, width, height: y, role: 'img', 'aria-label': title, class: 'profile', direction: document.dir === 'rtl' ? 'rtl' : 'ltr' });
    const hidden = svg('g', { 'aria-hidden': 'true' });
    hidden.append(...items);
    drawing.append(hidden);
    return drawing;
  };

  /* Who answered how much. */
  const said = (outcome) => {
    const { words } = data();
    const partly = outcome.questions.filter(({ answered }) => answered && answered < outcome.people).length;
    return [el('p', { class: 'overall' }, !outcome.answered ? words.nothing : [
      say(outcome.people === 1 ? words.overall_one : words.overall, { n: outcome.answered, of: outcome.of, people: outcome.people }),
      partly > 0 && say(words.partly, { n: partly }), outcome.rooms > 1 && say(words.rooms, { n: outcome.rooms, day: store.room().room }),
    ].filter(Boolean).join(' '))];
  };

  const table = (head, ...bodies) => el('table', {}, el('thead', {}, el('tr', {}, ...head.map((title) => el('th', { scope: 'col' }, title)))), ...bodies);
  const sorted = (title, span, rows) => rows.length > 0 && el('tbody', {}, el('tr', { class: 'sort' }, el('th', { scope: 'rowgroup', colspan: span }, title)), ...rows);

  const stand = (outcome) => {
    const { survey, words } = data();
    const titled = outcome.groups.map((one, at) => ({ ...one, title: survey.groups[at].title, of: survey.questions.filter(({ groups }) => groups.includes(at)).length }));
    const sorts = Object.keys(words.sorts).map((sort) => titled.filter((one) => one.sort === sort)).filter(({ length }) => length);
    const aims = titled.some(({ aim }) => aim !== null);
    const points = survey.questions[0].form === 'level' ? Math.max(...survey.questions.map((one) => one.points.length)) : 5;
    const several = outcome.people > 1;
    const head = [words.what, words.score, aims && words.aim, several && words.spread, words.answered].filter(Boolean);
    const row = (one) => el('tr', {}, el('th', { scope: 'row' }, one.title), ...[tell(one.score),
      aims && tell(one.aim), several && (one.answered ? number(one.spread) : '–'), say(words.of, { n: one.answered, m: one.of })].filter(Boolean).map((cell) => el('td', {}, cell)));
    const standings = table(head, ...sorts.map((all) => sorted(words.sorts[all[0].sort], head.length, all.map(row))));
    standings.classList.add('standing');
    standings.prepend(el('caption', {}, say(words.scale, { m: points })));
    return [el('div', { class: 'beside' }, el('figure', {}, profile(sorts[0], points, say(words.profile, { title: survey.title, sort: words.sorts[sorts[0][0].sort] }))), standings)];
  };

  /* The few questions to talk about, each with its ends. */
  const talk = (outcome) => {
    const { words } = data();
    const lead = (id, title) => el('button', { type: 'button', 'data-lead': id, click: () => lb.lead(id) }, words.lead_chosen, title && el('span', { class: 'hush' }, ` ${title}`));
    const item = ({ question: id, why, lowest, highest }) => {
      const [middle, each] = told(id);
      return el('li', {}, link(id), el('p', {}, words.why_chosen[why], ' ', middle, ' ',
        highest.length ? say(words.ends, { low: names(lowest), high: names(highest) }) : words.alike), el('p', {}, each));
    };
    return outcome.chosen.length > 0 && [lead(''), ...outcome.chosen.flatMap(({ group: id, questions }) => [
      id && el('h3', {}, group(id).title), el('ul', { class: 'apart' }, ...questions.map(item)), id && lead(id, group(id).title),
    ])];
  };

  const differ = (outcome) => {
    const { words } = data();
    return outcome.people > 1 && [
      ...(outcome.apart.length ? folded('apart', outcome.apart.map((id) => el('li', {}, link(id), ...told(id).map((line) => el('p', {}, line))))) : [el('p', {}, words.agree)]),
      outcome.people_apart.length > 0 && el('p', {}, say(words.people_apart, { who: names(outcome.people_apart.slice(0, 3)) })),
    ];
  };

  const gaps = (outcome) => {
    const { survey, words } = data();
    const lower = survey.questions.filter(({ id, form }) => form === 'level' && standing(id).aim !== null && standing(id).aim < standing(id).score);
    const weighs = ({ weight, groups }) => weight !== 1000 && say(words.weighs, { title: survey.groups[groups.at(-1)].title, n: (weight / 1000).toLocaleString(data().language) });
    const item = (gap) => {
      const { median, room } = standing(gap.question);
      return el('li', {}, link(gap.question), el('p', {}, [say(words.gap, { score: tell(gap.score), aim: tell(gap.aim) }),
        room !== null && say(words.both, { median: tell(median), room: tell(room) }), weighs(question(gap.question))].filter(Boolean).join(' · ')),
      gap.remedies.length ? el('ul', { class: 'links' }, ...gap.remedies.map((id) => el('li', {}, remedy(id)))) : el('p', {}, words.no_remedy));
    };
    return [lower.length > 0 && el('p', { class: 'flag' }, words.aims_below, ' ', ...lower.flatMap(({ id }, at) => [at ? ', ' : '', link(id)])),
      ...(outcome.gaps.length ? [el('p', {}, words.gaps_why), ...folded('gaps', outcome.gaps.map(item))] : [el('p', {}, words.no_gaps)])];
  };

  /* What everybody wrote, once there are several: the form shows one's own. */
  const notes = () => {
    const of = (id) => store.all().map((one) => one.answers[id]?.note && el('li', {}, `${store.who(one)}: ${one.answers[id].note}`)).filter(Boolean);
    const asked = data().survey.questions.map(({ id }) => [id, of(id)]).filter(([, lines]) => lines.length);
    return store.all().length > 1 && asked.length > 0 && [el('ul', { class: 'said' }, ...asked.map(([id, lines]) => el('li', {}, link(id), el('ul', {}, ...lines))))];
  };

  const follow = (outcome) => {
    const { words } = data();
    const reason = ({ question: id, score, because }, at, all) => el('li', {}, because && because !== all[at - 1]?.because && `${because} `,
      el('span', { class: 'soft' }, `${tell(score)} · `, link(id)));
    const item = ({ remedy: id, because }) => el('li', {}, el('h3', {}, remedy(id),
      because.length > 1 && el('span', { class: 'count' }, ` ${say(words.several, { n: because.length })}`)),
      el('ul', { class: 'reasons' }, ...because.map(reason)), lb.choose(id));
    return outcome.remedies.length > 0 && [el('ol', { class: 'follow' }, ...outcome.remedies.map(item))];
  };

  const shifts = (outcome) => {
    const { survey, words } = data();
    if (!store.now.before.length) return false;
    const { groups, questions } = lb.moved(lb.score(survey, store.now.before), outcome);
    if (!groups.length && !questions.length) return [el('p', {}, words.not_moved)];
    /* To the hundredth, so that the change is what one reckons from the two. */
    const row = (title) => (one) => {
      const up = one.now > one.before;
      const cell = (label, text, kind) => el('td', { 'data-label': words[label], class: kind }, text);
      return el('tr', {}, el('th', { scope: 'row' }, title(one)), cell('then', tell(one.before, 2)), cell('now', tell(one.now, 2)),
        cell('change', `${up ? '▲ +' : '▼ −'}${number(Math.abs(one.now - one.before), 2)}`, up ? 'better' : 'worse'));
    };
    return [table([words.what, words.then, words.now, words.change],
      ...Object.keys(words.sorts).map((sort) => sorted(words.sorts[sort], 4, groups.filter((one) => one.sort === sort).map(row(({ id }) => group(id, sort).title)))),
      sorted(words.moved_questions, 4, questions.map(row(({ id }) => link(id)))))];
  };

  const flags = (outcome) => {
    const { words } = data();
    const lines = ['reworded', 'gone', 'unreadable'].flatMap((why) => {
      const ids = [...new Set(outcome.flags.filter((flag) => flag.why === why).map((flag) => flag.question))];
      return ids.length ? [el('li', {}, `${words.flags[why]} `, ...ids.flatMap((id, at) => [at ? ', ' : '', why === 'gone' ? id : link(id)]))] : [];
    });
    return lines.length > 0 && [el('ul', {}, ...lines)];
  };

  /* Each part stands in the page by its heading, and shows itself where there is something to show. */
  const parts = { stand: said, gaps, profile: stand, talk, follow, differ, notes, moved: shifts, flags };
  const show = () => {
    const outcome = lb.score(data().survey, store.all());
    lb.outcome = outcome;
    for (const [name, make] of Object.entries(parts)) {
      const part = document.getElementById(`lb-${name}`).parentElement;
      const made = (outcome.answered || ['stand', 'flags'].includes(name)) && make(outcome);
      part.hidden = !made;
      part.lastElementChild.replaceChildren(...(made || []).filter(Boolean));
    }
    document.getElementById('lb-results').hidden = false;
    dispatchEvent(new CustomEvent('lensbook-shown'));
  };
  Object.assign(lb, { tell, told });
  addEventListener('lensbook-scored', show);
})();
