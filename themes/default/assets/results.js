/* What follows from the answers: where a team stands, where it disagrees, its gaps, the plays for them, what moved. Made anew
   whenever an answer changes. Refuses to compute: score.js does, and the page says by what rule. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store, question } = lb;

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

  /* What people answered to a question, what the room made of it, and everybody's notes, as lines of text. */
  const told = (id) => {
    const { words } = data();
    const { median, room, spread, aim } = standing(id);
    const { form, points } = question(id);
    const given = (value) => (['level', 'choice'].includes(form) ? points[value - 1]?.label : value);
    const each = store.people().map((one) => one.answers[id]?.value && `${store.who(one)} ${given(one.answers[id].value)}`).filter(Boolean);
    return [[
      say(words.apart, { score: tell(median), spread: number(spread) }),
      aim !== null && say(words.aimed, { aim: tell(aim) }), room !== null && say(words.agreed, { score: tell(room) }),
    ].filter(Boolean).join(' '), each.join(' · '), ...store.all().map((one) => one.answers[id]?.note && `${store.who(one)}: ${one.answers[id].note}`).filter(Boolean)];
  };
  /* The first few of a list; the rest can be unfolded. */
  const folded = (kind, all) => {
    const [first, rest] = [all.slice(0, 5), all.slice(5)];
    return [el('ol', { class: kind }, ...first), rest.length > 0 && el('details', {}, el('summary', {}, say(data().words.more, { n: rest.length })),
      el('ol', { class: kind, start: first.length + 1 }, ...rest))].filter(Boolean);
  };

  /* Who answered how much. */
  const said = (outcome) => {
    const { words } = data();
    const partly = outcome.questions.filter(({ answered }) => answered && answered < outcome.people);
    return [el('p', { class: 'overall' }, !outcome.answered ? words.nothing : [
      say(words.overall[Math.min(outcome.people, 2)], { n: outcome.answered, of: outcome.of, people: outcome.people }),
      outcome.rooms > 1 && say(words.rooms, { n: outcome.rooms, day: store.room().room }),
    ].filter(Boolean).join(' ')), partly.length > 0 && el('p', {}, say(words.partly, { n: partly.length }), ...partly.flatMap(({ id }) => [' ', link(id)]))];
  };

  const table = (head, ...bodies) => el('table', {}, el('thead', {}, el('tr', {}, ...head.map((title) => el('th', { scope: 'col' }, title)))), ...bodies);
  const sorted = (title, span, rows) => rows.length > 0 && el('tbody', {}, el('tr', { class: 'group-heading' }, el('th', { scope: 'rowgroup', colspan: span }, title)), ...rows);

  /* The profile and its table stand in the page: dots on lines, as src/diagram/profile.rs draws them, and cells. */
  const stand = (outcome) => {
    for (const row of document.querySelectorAll('[data-group]')) {
      const one = outcome.groups[row.dataset.group];
      if (row.localName === 'svg') dots(row, one);
      else {
        const told = { score: tell(one.score), aim: tell(one.aim), spread: one.answered ? number(one.spread) : '–', answered: say(data().words.of, { n: one.answered, m: row.dataset.of }) };
        for (const cell of row.cells) cell.textContent = told[cell.dataset.is] ?? cell.textContent;
      }
    }
    return true;
  };
  const dots = (row, { score, aim }) => {
    const x = (value) => (value - 0.5) * row.dataset.step;
    const far = aim === null || score === null ? 0 : x(aim) - x(score);
    const side = Math.sign(far);
    const [way, ring, dot] = row.querySelectorAll('.d-shaft, .d-ring, .d-main');
    way.setAttribute('d', Math.abs(far) > 24 ? `M${x(score) + side * 8} 12H${x(aim) - side * 10}l${-side * 6}-5m0 10 ${side * 6}-5` : '');
    for (const [mark, value] of [[ring, aim], [dot, score]]) {
      mark.setAttribute('cx', x(value ?? 0));
      mark.toggleAttribute('hidden', value === null);
    }
    dot.setAttribute('r', aim === score ? 4 : 8);
  };

  /* The few questions to talk about, each with its ends. */
  const talk = (outcome) => {
    const { words } = data();
    const lead = (id, title) => el('button', { type: 'button', 'data-lead': id, click: () => lb.lead(id) }, words.lead_chosen, title && el('span', { class: 'visually-hidden' }, ` ${title}`));
    const item = ({ question: id, why, lowest, highest }) => {
      const [middle, ...rest] = told(id);
      return el('li', {}, link(id), el('p', {}, words.why_chosen[why], ' ', middle, ' ',
        highest.length ? say(words.ends, { low: names(lowest), high: names(highest) }) : words.alike), ...rest.map((line) => el('p', {}, line)));
    };
    return outcome.chosen.length > 0 && [lead(''), ...outcome.chosen.flatMap(({ group: id, questions }) => [
      id && el('h3', {}, group(id).title), el('ul', { class: 'disagreements' }, ...questions.map(item)), id && lead(id, group(id).title),
    ])];
  };

  const differ = (outcome) => {
    const { words } = data();
    return outcome.people > 1 && [
      ...(outcome.apart.length ? folded('disagreements', outcome.apart.map((id) => el('li', {}, link(id), ...told(id).map((line) => el('p', {}, line))))) : [el('p', {}, words.agree)]),
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
    return store.all().length > 1 && asked.length > 0 && [el('ul', { class: 'all-notes' }, ...asked.map(([id, lines]) => el('li', {}, link(id), el('ul', {}, ...lines))))];
  };

  const follow = (outcome) => {
    const { words } = data();
    const reason = ({ question: id, score, because }, at, all) => el('li', {}, because && because !== all[at - 1]?.because && `${because} `,
      el('span', { class: 'muted' }, `${tell(score)} · `, link(id)));
    const item = ({ remedy: id, because }) => el('li', {}, el('h3', {}, remedy(id),
      because.length > 1 && el('span', { class: 'count' }, ` ${say(words.several, { n: because.length })}`)),
      el('ul', { class: 'reasons' }, ...because.map(reason)), lb.choose(id));
    return outcome.remedies.length > 0 && [el('ol', { class: 'suggested-plays' }, ...outcome.remedies.map(item))];
  };

  const shifts = (outcome) => {
    const { survey, words } = data();
    if (!store.now.before.length) return false;
    const { groups, questions } = lb.moved(lb.score(survey, store.now.before), outcome);
    if (!groups.length && !questions.length) return [el('p', {}, words.not_moved)];
    /* To the hundredth, so that the change is what one reckons from the two. */
    const row = (title) => (one) => {
      const [before, now] = [one.before, one.now].map((value) => Math.round(value * 100) / 100);
      const up = now > before;
      const cell = (label, text, kind) => el('td', { 'data-label': words[label], class: kind }, text);
      return el('tr', {}, el('th', { scope: 'row' }, title(one)), cell('then', tell(before, 2)), cell('now', tell(now, 2)),
        cell('change', `${up ? '▲ +' : '▼ −'}${number(Math.abs(now - before), 2)}`, up ? 'better' : 'worse'));
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
      if (name !== 'profile') part.lastElementChild.replaceChildren(...(made || []).filter(Boolean));
    }
    document.getElementById('lb-results').hidden = false;
    dispatchEvent(new CustomEvent('lensbook-shown'));
  };
  Object.assign(lb, { tell, told });
  addEventListener('lensbook-scored', show);
})();
