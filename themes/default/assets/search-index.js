// Finds pages by the site's own index, which it loads piece by piece. How the pieces are written is said in
// src/outputs/search/mod.rs. Refuses to load anything before somebody searches.

/** A word as it stands in a text. */
export const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;

/**
 * The index of a site. `request(name, fail)` asks for a piece, which then comes to `receive(name, data)`.
 * `find(query)` gives the pages that a query finds, `show(page, found)` what is shown of one.
 */
export const createIndex = (request) => {
  const pieces = new Map();
  const receive = (name, data) => pieces.get(name)?.settle(data);

  const load = (name) => {
    let piece = pieces.get(name);
    if (!piece) {
      pieces.set(name, (piece = {}));
      piece.data = new Promise((settle, fail) => {
        piece.settle = settle;
        piece.fail = fail;
      });
      piece.data.catch(() => pieces.delete(name));
      request(name, piece.fail);
    }
    return piece.data;
  };
  const made = new Map();
  const once = (name, make) => {
    if (!made.has(name)) made.set(name, load(name).then(make));
    return made.get(name);
  };

  // --- Words: as src/source/tokens.rs folds and splits them ---

  const WHOLE = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
  const fold = (text) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g, '')
      .replace(/[ßæœøłđıς]/g, (letter) => WHOLE[letter])
      .replace(/[\u3040-\u30ff\u3400-\u9fff]/g, ' $& ');
  const split = (text) =>
    (fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) ?? []).filter(
      (word) => (word.length > 1 || word > '~') && word.length <= 40,
    );
  const backwards = (word) => [...word].reverse().join('');

  /** Whether one letter too many, too few, wrong, or two that changed places make `a` of `b`. */
  const isSlip = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const [x, y] = [a.slice(at), b.slice(at)];
    return (
      x.slice(1) === y.slice(1) ||
      x.slice(1) === y ||
      x === y.slice(1) ||
      (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
    );
  };

  // --- The index ---

  const digit = (letter) => letter.charCodeAt(0) - 65;
  const words = ([first, text]) => {
    let word = '';
    const all = [];
    for (const [, same, rest, number, common] of text.matchAll(/([A-Z])([^A-Z]*)([N-Z]*[A-M])([A-Z])/g)) {
      word = word.slice(0, digit(same)) + rest;
      const value = [...number].reduceRight((sum, letter) => sum * 13 + (digit(letter) % 13), 0);
      const kin = (value && all[all.length - value]?.kin) || [];
      const entry = { word, at: first + all.length, value, common: digit(common), kin };
      kin.push(entry);
      all.push(entry);
    }
    return all;
  };
  /** The entries of the files that hold words from `from` to `to`, of `most` files at most. */
  const between = async (letter, firsts, from, to, most) => {
    let at = Math.max(0, firsts.filter((first) => first <= from).length - 1);
    const names = [];
    do names.push(letter + at);
    while (++at < firsts.length && firsts[at] <= to && names.length < most);
    return (await Promise.all(names.map((name) => once(name, words)))).flat();
  };

  const ALL = '\uffff';
  /** The words that `word` may mean, each with what a page that has it is worth. `open`: it may not be finished. */
  const meant = async (index, word, open) => {
    const found = new Map();
    const add = (entry, worth) => {
      if (worth > (found.get(entry.at)?.worth ?? 0)) found.set(entry.at, { ...entry, worth });
    };
    const near = await between('w', index.words, word, word + ALL, open ? 3 : 1);
    const own = near.find((entry) => entry.word === word);
    own?.kin.forEach((entry) => add(entry, 0.7));
    if (own) add(own, 1);
    if (open || !own) {
      near
        .filter((entry) => entry.word.startsWith(word))
        .sort((a, b) => b.common - a.common)
        .slice(0, 10)
        .forEach((entry) => add(entry, own ? 0.35 : 0.8));
    }
    const size = word.length;
    if (found.size || size < 4) return [...found.values()];
    const half = (size - 1) >> 1;
    const start = word.slice(0, size - 1 - half);
    const alike = await between('w', index.words, start, start + ALL, 4);
    for (const entry of alike) {
      // Another form of a word: the same up to its ending.
      let same = 0;
      while (same < size && word[same] === entry.word[same]) same += 1;
      if (same >= Math.max(3, size - 4) && entry.word.length - same < 2) entry.kin.forEach((kin) => add(kin, 0.6));
      if (isSlip(word, entry.word)) entry.kin.forEach((kin) => add(kin, 0.5));
    }
    if (!found.size) {
      const end = backwards(word).slice(0, half);
      for (const entry of await between('b', index.backwards, end, end + ALL, 4)) {
        const whole = backwards(entry.word);
        if (isSlip(word, whole)) add({ ...entry, word: whole, at: entry.value }, 0.5);
      }
    }
    if (!found.size && open) {
      const begins = (whole) => [-1, 0, 1].some((more) => isSlip(word, whole.slice(0, size + more)));
      alike
        .filter((entry) => begins(entry.word))
        .slice(0, 10)
        .forEach((entry) => add(entry, 0.4));
    }
    return [...found.values()];
  };

  /** The pages in a list, each with how strongly it has the word. */
  const read = (text) => {
    const pages = [];
    let [next, value, factor] = [0, 0, 1];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const number = code - 35 - (code > 60) - (code > 92);
      value += (number % 45) * factor;
      factor *= 45;
      if (number < 45) {
        next += (value >> 4) + 1;
        pages.push([next - 1, value & 15]);
        [value, factor] = [0, 1];
      }
    }
    return pages;
  };
  const list = async (index, at) => {
    let file = 0;
    let rest = at;
    while (rest >= index.lists[file]) rest -= index.lists[file++];
    return read((await once(`l${file}`, (text) => text.split('!')))[rest] ?? '');
  };

  /** All pages that `query` finds, best first, and which words were meant by which of the query's. */
  const find = async (query) => {
    const { index } = await load('head');
    const typed = [...new Set(split(query))];
    const open = /[\p{Alphabetic}\p{N}]$/u.test(query);
    let terms = await Promise.all(typed.map((word, at) => meant(index, word, open && at === typed.length - 1)));
    const marks = new Map(terms.flatMap((term, at) => term.map((entry) => [entry.word, at])));
    // A word of nearly every page says nothing beside a rarer one, and its list is long.
    const rare = terms.filter((term) => term.length && term.every((entry) => entry.common < 12));
    if (rare.length) terms = terms.filter((term) => !term.length || rare.includes(term));
    const totals = new Map();
    for (const term of terms) {
      const best = new Map();
      const lists = await Promise.all(term.map((entry) => list(index, entry.at)));
      lists.forEach((pages, at) =>
        pages.forEach(([page, strength]) => {
          best.set(page, Math.max(best.get(page) ?? 0, (strength + 1) * term[at].worth));
        }),
      );
      const rarity = Math.log(1 + index.pages / (best.size || 1));
      for (const [page, worth] of best) {
        const [sum, count] = totals.get(page) ?? [0, 0];
        totals.set(page, [sum + worth * rarity, count + 1]);
      }
    }
    const score = ([sum, count]) => sum * Math.sqrt(count / terms.length);
    const pages = [...totals]
      .map(([page, total]) => [page, score(total)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([page]) => page);
    return { pages, marks, terms: typed.length };
  };

  /** Which of the query's words stand in `text`. */
  const hits = (text, marks) =>
    new Set(
      split(text)
        .map((word) => marks.get(word))
        .filter((at) => at !== undefined),
    );
  const LONG = 170;
  const cut = (line, marks) => {
    if (line.length <= LONG) return line;
    const first = [...line.matchAll(WORD)].find(([word]) => hits(word, marks).size)?.index ?? 0;
    const from = Math.max(0, Math.min(first - 60, line.length - LONG));
    const start = from && line.indexOf(' ', from) + 1;
    const end = line.lastIndexOf(' ', start + LONG);
    return (
      (start ? '… ' : '') + (start + LONG >= line.length ? line.slice(start) : `${line.slice(0, end).slice(start)} …`)
    );
  };

  /** What is shown of a page: where to go, its title, the part of it, the passage. */
  const show = async (page, { marks, terms }) => {
    const { index, kinds } = await load('head');
    const texts = await load(`t${Math.floor(page / index.together)}`);
    const [url, title, kind, summary, parts] = texts[page % index.together];
    let best = { score: hits(summary, marks).size + 0.6, line: summary, id: '', name: '' };
    for (const [id, name, text] of hits(title, marks).size < terms ? parts : []) {
      const nameHits = hits(name, marks).size;
      for (const line of text.split('\n')) {
        const score = nameHits * 1.5 + hits(line, marks).size;
        if (score > best.score) best = { score, line, id, name };
      }
    }
    const anchor = best.id && `#${encodeURIComponent(best.id)}`;
    return { href: url + anchor, title, kind, group: kinds[kind], name: best.name, passage: cut(best.line, marks) };
  };

  return { receive, load, split, find, show, hits };
};
