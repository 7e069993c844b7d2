/* What follows from the answers: where a team stands, where it disagrees, its gaps, the plays for them, what moved. Made anew
   whenever an answer changes. Refuses to compute: score.js does, and the page says by what rule. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store, question } = lb;
  const SVG = 'http://www.w3.org/2000/svg';
  const place = () => document.getElementById('lb-results');

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
  const said = (outcome, section) => {
    const { words } = data();
    const partly = outcome.questions.filter(({ answered }) => answered && answered < outcome.people).length;
    section.append(el('h2', { id: 'lb-stand' }, words.stand),
      el('p', { class: 'overall' }, [
        say(outcome.people === 1 ? words.overall_one : words.overall, { n: outcome.answered, of: outcome.of, people: outcome.people }),
        partly > 0 && say(words.partly, { n: partly }), outcome.rooms > 1 && say(words.rooms, { n: outcome.rooms, day: store.room().room }),
      ].filter(Boolean).join(' ')));
  };

  const stand = (outcome, section) => {
    const { survey, words } = data();
    const titled = outcome.groups.map((one, at) => ({ ...one, title: survey.groups[at].title, of: survey.questions.filter(({ groups }) => groups.includes(at)).length }));
    const sorts = Object.keys(words.sorts).filter((sort) => titled.some((one) => one.sort === sort));
    const aims = titled.some(({ aim }) => aim !== null);
    const levels = survey.questions[0].form === 'level';
    const points = levels ? Math.max(...survey.questions.map((one) => one.points.length)) : 5;
    const several = outcome.people > 1;
    const head = [words.what, words.score, aims && words.aim, several && words.spread, words.answered].filter(Boolean);
    const row = (one) => el('tr', {}, el('th', { scope: 'row' }, one.title), ...[tell(one.score),
      aims && tell(one.aim), several && (one.answered ? number(one.spread) : '–'), say(words.of, { n: one.answered, m: one.of })].filter(Boolean).map((cell) => el('td', {}, cell)));
    const table = el('table', { class: 'standing' }, el('caption', {}, say(words.scale, { m: points })),
      el('thead', {}, el('tr', {}, ...head.map((title) => el('th', { scope: 'col' }, title)))),
      ...sorts.map((sort) => el('tbody', {}, el('tr', { class: 'sort' }, el('th', { scope: 'rowgroup', colspan: head.length }, words.sorts[sort])),
        ...titled.filter((one) => one.sort === sort).map(row))));
    section.append(el('h2', { id: 'lb-profile' }, words.profiled),
      el('div', { class: 'beside' }, el('figure', {}, profile(titled.filter(({ sort }) => sort === sorts[0]), points, say(words.profile, { title: survey.title, sort: words.sorts[sorts[0]] }))), table));
  };

  /* The few questions to talk about, each with its ends. */
  const talk = (outcome, section) => {
    const { words } = data();
    if (!outcome.chosen.length) return;
    const lead = (id, title) => el('button', { type: 'button', 'data-lead': id, click: () => lb.lead(id) }, words.lead_chosen, title && el('span', { class: 'hush' }, ` ${title}`));
    const item = ({ question: id, why, lowest, highest }) => {
      const [middle, each] = told(id);
      return el('li', {}, link(id), el('p', {}, words.why_chosen[why], ' ', middle, ' ',
        highest.length ? say(words.ends, { low: names(lowest), high: names(highest) }) : words.alike), el('p', {}, each));
    };
    section.append(el('h2', { id: 'lb-talk' }, words.talk), el('p', {}, words.talk_why), lead(''),
      ...outcome.chosen.flatMap(({ group: id, questions }) => [
        id && el('h3', {}, group(id).title), el('ul', { class: 'apart' }, ...questions.map(item)), id && lead(id, group(id).title),
      ].filter(Boolean)));
  };

  const differ = (outcome, section) => {
    const { words } = data();
    if (outcome.people < 2) return;
    section.append(el('h2', { id: 'lb-differ' }, words.differ));
    if (!outcome.apart.length) section.append(el('p', {}, words.agree));
    else section.append(...folded('apart', outcome.apart.map((id) => el('li', {}, link(id), ...told(id).map((line) => el('p', {}, line))))));
    if (outcome.people_apart.length) section.append(el('p', {}, say(words.people_apart, { who: names(outcome.people_apart.slice(0, 3)) })));
  };

  const gaps = (outcome, section) => {
    const { survey, words } = data();
    section.append(el('h2', { id: 'lb-gaps' }, words.gaps));
    const lower = survey.questions.filter(({ id, form }) => form === 'level' && standing(id).aim !== null && standing(id).aim < standing(id).score);
    if (lower.length) section.append(el('p', { class: 'flag' }, words.aims_below, ' ', ...lower.flatMap(({ id }, at) => [at ? ', ' : '', link(id)])));
    if (!outcome.gaps.length) {
      section.append(el('p', {}, words.no_gaps));
      return;
    }
    const weighs = ({ weight, groups }) => weight !== 1000 && say(words.weighs, { title: survey.groups[groups.at(-1)].title, n: (weight / 1000).toLocaleString(data().language) });
    const item = (gap) => {
      const { median, room } = standing(gap.question);
      return el('li', {}, link(gap.question), el('p', {}, [say(words.gap, { score: tell(gap.score), aim: tell(gap.aim) }),
        room !== null && say(words.both, { median: tell(median), room: tell(room) }), weighs(question(gap.question))].filter(Boolean).join(' · ')),
      gap.remedies.length ? el('ul', { class: 'links' }, ...gap.remedies.map((id) => el('li', {}, remedy(id)))) : el('p', {}, words.no_remedy));
    };
    section.append(el('p', {}, words.gaps_why), ...folded('gaps', outcome.gaps.map(item)));
  };

  /* What everybody wrote, once there are several: the form shows one's own. */
  const notes = (outcome, section) => {
    const { survey, words } = data();
    const of = (id) => store.all().map((one) => one.answers[id]?.note && el('li', {}, `${store.who(one)}: ${one.answers[id].note}`)).filter(Boolean);
    const asked = survey.questions.map(({ id }) => [id, of(id)]).filter(([, lines]) => lines.length);
    if (store.all().length < 2 || !asked.length) return;
    section.append(el('h2', { id: 'lb-notes' }, words.notes), el('ul', { class: 'said' }, ...asked.map(([id, lines]) => el('li', {}, link(id), el('ul', {}, ...lines)))));
  };

  const follow = (outcome, section) => {
    const { words } = data();
    if (!outcome.remedies.length) return;
    const reason = ({ question: id, score, because }, at, all) => el('li', {}, because && because !== all[at - 1]?.because ? `${because} ` : null,
      el('span', { class: 'soft' }, `${tell(score)} · `, link(id)));
    const item = ({ remedy: id, because }) => el('li', {}, el('h3', {}, remedy(id),
      because.length > 1 ? el('span', { class: 'count' }, ` ${say(words.several, { n: because.length })}`) : null),
      el('ul', { class: 'reasons' }, ...because.map(reason)), lb.choose(id));
    section.append(el('h2', { id: 'lb-follow' }, words.follow), el('ol', { class: 'follow' }, ...outcome.remedies.map(item)));
  };

  const shifts = (outcome, section) => {
    const { survey, words } = data();
    if (!store.now.before.length) return;
    const { groups, questions } = lb.moved(lb.score(survey, store.now.before), outcome);
    section.append(el('h2', { id: 'lb-moved' }, words.moved));
    if (!groups.length && !questions.length) {
      section.append(el('p', {}, words.not_moved));
      return;
    }
    /* To the hundredth, so that the change is what one reckons from the two. */
    const row = (title) => (one) => el('tr', {}, el('th', { scope: 'row' }, title(one)), el('td', { 'data-label': words.then }, tell(one.before, 2)),
      el('td', { 'data-label': words.now }, tell(one.now, 2)), el('td', { 'data-label': words.change, class: one.now > one.before ? 'better' : 'worse' }, `${one.now > one.before ? '▲ +' : '▼ −'}${number(Math.abs(one.now - one.before), 2)}`));
    const head = [words.what, words.then, words.now, words.change];
    const body = (title, rows) => rows.length && el('tbody', {}, el('tr', { class: 'sort' }, el('th', { scope: 'rowgroup', colspan: head.length }, title)), ...rows);
    section.append(el('table', {}, el('thead', {}, el('tr', {}, ...head.map((title) => el('th', { scope: 'col' }, title)))), ...[
      ...Object.keys(words.sorts).map((sort) => body(words.sorts[sort], groups.filter((one) => one.sort === sort).map(row(({ id }) => group(id, sort).title)))),
      body(words.moved_questions, questions.map(row(({ id }) => link(id)))),
    ].filter(Boolean)));
  };

  const flags = (outcome, section) => {
    const { words } = data();
    const lines = ['reworded', 'gone', 'unreadable'].flatMap((why) => {
      const ids = new Set(outcome.flags.filter((flag) => flag.why === why).map((flag) => flag.question));
      const shown = why === 'gone' ? [...ids].join(', ') : [...ids].flatMap((id, at) => [at ? ', ' : '', link(id)]);
      return ids.size ? [el('li', {}, `${words.flags[why]} `, ...[shown].flat())] : [];
    });
    if (lines.length) section.append(el('h2', { id: 'lb-flags' }, words.second_look), el('ul', {}, ...lines));
  };

  const show = () => {
    const section = el('div');
    const outcome = lb.score(data().survey, store.all());
    lb.outcome = outcome;
    if (outcome.answered) {
      for (const part of [said, gaps, stand, talk, follow, differ, notes, shifts]) part(outcome, section);
    } else {
      section.append(el('h2', { id: 'lb-stand' }, data().words.stand), el('p', {}, data().words.nothing));
    }
    flags(outcome, section);
    place().replaceChildren(...section.childNodes);
    place().hidden = false;
    dispatchEvent(new CustomEvent('lensbook-shown'));
  };
  Object.assign(lb, { tell, told });
  addEventListener('lensbook-scored', show);
})();
