/* What follows from the answers: where a team stands, where it disagrees, its gaps, the plays for them, what moved. Made anew
   whenever an answer changes. Refuses to compute: score.js does, and the page says by what rule. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store } = lb;
  const SVG = 'http://www.w3.org/2000/svg';
  const place = () => document.getElementById('lb-results');

  const number = (value) => value.toLocaleString(data().language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const short = (value) => (value === null ? '–' : number(value));
  const who = (at) => store.all()[at]?.by || say(data().words.nameless, { n: at + 1 });
  const names = (list) => list.map(who).join(', ');
  const question = (id) => data().survey.questions.find((one) => one.id === id);
  const link = (id) => el('a', { href: `#${id}` }, question(id).ask);
  const remedy = (id) => {
    const { survey, root } = data();
    const { title, url } = survey.remedies[id];
    return el('a', { href: root + url }, title);
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

  const stand = (outcome, section) => {
    const { survey, words } = data();
    const titled = outcome.groups.map((standing, at) => ({ ...standing, title: survey.groups[at].title, of: survey.questions.filter(({ groups }) => groups.includes(at)).length }));
    const sorts = [...new Set(titled.map(({ sort }) => sort))].sort((a, b) => Object.keys(words.sorts).indexOf(a) - Object.keys(words.sorts).indexOf(b));
    const aims = titled.some(({ aim }) => aim !== null);
    const levels = survey.questions.some(({ form }) => form === 'level');
    const points = levels ? Math.max(...survey.questions.map((one) => one.points.length)) : 5;
    const several = outcome.people > 1;
    const head = [words.what, words.score, ...(aims ? [words.aim] : []), ...(several ? [words.spread] : []), words.answered];
    const row = (one) => el('tr', {}, el('th', { scope: 'row' }, one.title), el('td', {}, short(one.score)),
      ...(aims ? [el('td', {}, short(one.aim))] : []), ...(several ? [el('td', {}, one.answered ? number(one.spread) : '–')] : []),
      el('td', {}, say(words.of, { n: one.answered, m: one.of })));
    const table = el('table', { class: 'standing' }, el('caption', {}, say(words.scale, { m: points })),
      el('thead', {}, el('tr', {}, ...head.map((title) => el('th', { scope: 'col' }, title)))),
      ...sorts.map((sort) => el('tbody', {}, el('tr', { class: 'sort' }, el('th', { scope: 'rowgroup', colspan: head.length }, words.sorts[sort])),
        ...titled.filter((one) => one.sort === sort).map(row))));
    const shown = titled.filter(({ sort }) => sort === sorts[0]);
    section.append(
      el('h2', { id: 'lb-stand' }, words.stand),
      el('p', { class: 'overall' }, say(outcome.people === 1 ? words.overall_one : words.overall, { score: short(outcome.overall), m: points, n: outcome.answered, of: outcome.of, people: outcome.people })),
      el('div', { class: 'beside' }, el('figure', {}, profile(shown, points, say(words.profile, { title: survey.title }))), table),
    );
  };

  const differ = (outcome, section) => {
    const { words } = data();
    if (outcome.people < 2) return;
    section.append(el('h2', { id: 'lb-differ' }, words.differ));
    if (!outcome.apart.length) {
      section.append(el('p', {}, words.agree));
      return;
    }
    const each = (id) => store.all().map(({ answers }, at) => answers[id]?.value && `${who(at)} ${answers[id].value}`).filter(Boolean).join(' · ');
    const item = (id) => {
      const one = outcome.questions.find((standing) => standing.id === id);
      return el('li', {}, link(id), el('p', {}, say(words.apart, { score: short(one.score), spread: number(one.spread) }), ' ', each(id)));
    };
    const [first, rest] = [outcome.apart.slice(0, 5), outcome.apart.slice(5)];
    section.append(el('ol', { class: 'apart' }, ...first.map(item)));
    if (rest.length) {
      section.append(el('details', {}, el('summary', {}, say(words.of, { n: first.length, m: outcome.apart.length })),
        el('ol', { class: 'apart', start: first.length + 1 }, ...rest.map(item))));
    }
    if (outcome.people_apart.length) section.append(el('p', {}, say(words.people_apart, { who: names(outcome.people_apart.slice(0, 3)) })));
  };

  const gaps = (outcome, section) => {
    const { words } = data();
    section.append(el('h2', { id: 'lb-gaps' }, words.gaps));
    if (!outcome.gaps.length) {
      section.append(el('p', {}, words.no_gaps));
      return;
    }
    const item = (gap) => el('li', {}, link(gap.question), el('p', {}, say(words.gap, { score: number(gap.score), aim: number(gap.aim) })),
      gap.remedies.length ? el('ul', { class: 'links' }, ...gap.remedies.map((id) => el('li', {}, remedy(id)))) : el('p', {}, words.no_remedy));
    section.append(el('ol', { class: 'gaps' }, ...outcome.gaps.map(item)));
  };

  /* What everybody wrote, once there are several: the form shows one's own. */
  const notes = (outcome, section) => {
    const { survey, words } = data();
    const said = (id) => store.all().map(({ answers }, at) => answers[id]?.note && el('li', {}, `${who(at)}: ${answers[id].note}`)).filter(Boolean);
    const asked = survey.questions.map(({ id }) => [id, said(id)]).filter(([, lines]) => lines.length);
    if (outcome.people < 2 || !asked.length) return;
    section.append(el('h2', { id: 'lb-notes' }, words.notes), el('ul', { class: 'said' }, ...asked.map(([id, lines]) => el('li', {}, link(id), el('ul', {}, ...lines)))));
  };

  const follow = (outcome, section) => {
    const { words } = data();
    if (!outcome.remedies.length) return;
    const reason = ({ question: id, score, because }) => el('li', {}, because ? `${say(words.because, { because })} ` : null,
      el('span', { class: 'soft' }, `${number(score)} · `, link(id)));
    const item = ({ remedy: id, because }) => el('li', {}, el('h3', {}, remedy(id),
      because.length > 1 ? el('span', { class: 'count' }, ` ${say(words.several, { n: because.length })}`) : null),
      el('ul', { class: 'reasons' }, ...because.map(reason)), lb.choose?.(id));
    section.append(el('h2', { id: 'lb-follow' }, words.follow), el('ol', { class: 'follow' }, ...outcome.remedies.map(item)));
  };

  const shifts = (outcome, section) => {
    const { survey, words } = data();
    if (!store.now.before.length) return;
    const { groups, questions } = lb.moved(lb.score(survey, store.now.before), outcome);
    section.append(el('h2', { id: 'lb-moved' }, words.moved));
    if (!groups.length && !questions.length) section.append(el('p', {}, words.not_moved));
    const row = (title) => (one) => el('tr', {}, el('th', { scope: 'row' }, title(one)), el('td', { 'data-label': words.then }, number(one.before)),
      el('td', { 'data-label': words.now }, number(one.now)), el('td', { 'data-label': words.change, class: one.now > one.before ? 'better' : 'worse' }, `${one.now > one.before ? '▲ +' : '▼ −'}${number(Math.abs(one.now - one.before))}`));
    const called = (one) => survey.groups.find(({ id, sort }) => id === one.id && sort === one.sort).title;
    const table = (title, rows) => rows.length && el('table', {}, el('caption', {}, title),
      el('thead', {}, el('tr', {}, ...[words.what, words.then, words.now, words.change].map((head) => el('th', { scope: 'col' }, head)))), el('tbody', {}, ...rows));
    section.append(...[
      table(words.moved_groups, groups.map(row(called))),
      table(words.moved_questions, questions.map(row(({ id }) => link(id)))),
    ].filter(Boolean));
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
      for (const part of [stand, differ, notes, gaps, follow, shifts]) part(outcome, section);
    } else {
      section.append(el('h2', { id: 'lb-stand' }, data().words.stand), el('p', {}, data().words.nothing));
    }
    flags(outcome, section);
    place().replaceChildren(...section.childNodes);
    place().hidden = false;
    dispatchEvent(new CustomEvent('lensbook-shown'));
  };
  if (place()) addEventListener('lensbook-scored', show);
})();
