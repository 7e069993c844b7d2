/* The form: what is typed is kept at once, and there again on return. All its fields are in the page; refuses to make any, so that it
   prints empty without a script, and to announce more than one thing when one pauses. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store } = lb;
  const $ = (id) => document.getElementById(id);
  const words = () => data().words;
  const fields = () => [...document.querySelectorAll('[data-q]')];
  const control = (field, sort) => field.querySelectorAll(`[name="${sort}-${CSS.escape(field.dataset.q)}"]`);

  const tell = (text) => {
    const status = $('lb-saved');
    if (status.textContent !== text) status.textContent = text;
  };

  /* --- From the answers to the form --- */

  const showField = (field) => {
    const answer = store.now.answers[field.dataset.q] ?? {};
    for (const [sort, name] of [['v', 'value'], ['a', 'aim']]) {
      for (const radio of control(field, sort)) radio.checked = String(answer[name] ?? '') === radio.value && radio.value !== '';
    }
    for (const area of control(field, 'n')) {
      if (area.value !== (answer.note ?? '')) area.value = answer.note ?? '';
    }
    mirror(field);
    doubt(field, answer);
  };

  /* On paper a field that scrolls would be cut: the note stands there once more as text. */
  const mirror = (field) => {
    for (const copy of field.querySelectorAll('.typed')) copy.textContent = control(field, 'n')[0]?.value ?? '';
  };

  const doubt = (field, answer) => {
    const question = data().survey.questions.find(({ id }) => id === field.dataset.q);
    const flags = question ? lb.score({ ...data().survey, questions: [question], groups: [] }, [{ answers: { [question.id]: answer } }]).flags : [];
    field.querySelector('.flag')?.remove();
    if (!flags.length) return;
    const key = flags[0].why;
    const note = el('p', { class: 'flag' }, say(words()[key], { asked: answer.asked ?? '', means: answer.means ?? '' }), ' ');
    if (key === 'reworded') {
      note.append(el('button', { type: 'button', click: () => {
        stamp(field);
        note.remove();
        field.querySelector('input, textarea')?.focus();
        later(true);
      } }, words().holds));
    }
    field.querySelector('legend').after(note);
  };

  /* --- From the form to the answers --- */

  /* Remembers what was asked, so that a later wording is noticed. */
  const stamp = (field) => {
    const answer = store.now.answers[field.dataset.q];
    const question = data().survey.questions.find(({ id }) => id === field.dataset.q);
    if (!answer || !question) return;
    answer.asked = question.ask;
    const label = question.points[answer.value - 1]?.label;
    if (label) answer.means = label;
    else delete answer.means;
  };

  const take = (field, target) => {
    const id = field.dataset.q;
    const answer = store.now.answers[id] ?? {};
    const [sort] = target.name;
    const name = { v: 'value', a: 'aim', n: 'note' }[sort];
    if (target.value === '') delete answer[name];
    else answer[name] = sort === 'n' ? target.value : Number(target.value);
    const given = ['value', 'aim', 'note'].some((key) => answer[key] !== undefined);
    if (given) store.now.answers[id] = answer;
    else delete store.now.answers[id];
    stamp(field);
    field.querySelector('.flag')?.remove();
    mirror(field);
    return sort !== 'n';
  };

  let timer;
  let scored = false;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const kept = store.keep();
    $('lb-refused').hidden = kept;
    tell(kept ? (store.isBlank() ? '' : words().saved) : words().unsaved);
    if (scored) dispatchEvent(new CustomEvent('lensbook-scored'));
    scored = false;
  };
  const later = (scores) => {
    scored ||= scores;
    clearTimeout(timer);
    timer = setTimeout(flush, 400);
    progress();
  };

  const progress = () => {
    const { questions } = data().survey;
    const given = questions.filter(({ id, form }) => {
      const answer = store.now.answers[id];
      return answer && (form === 'note' || form === 'text' ? answer.note || answer.value : answer.value);
    }).length;
    const bar = $('lb-progress');
    [bar.max, bar.value] = [questions.length, given];
    $('lb-count').textContent = say(questions.some(({ form }) => form !== 'note') ? words().progress : words().noted, { n: given, m: questions.length });
    for (const one of document.querySelectorAll('.needs-answers')) one.disabled = store.isBlank();
  };

  const show = () => {
    fields().forEach(showField);
    $('lb-by').value = store.now.by;
    progress();
    people();
    dispatchEvent(new CustomEvent('lensbook-scored'));
  };

  /* --- Files --- */

  const people = () => {
    const list = $('lb-people');
    const remove = (at) => () => {
      store.now.others.splice(at, 1);
      people();
      later(true);
      (list.querySelector('button') ?? $('lb-add')).focus();
    };
    const who = (sheet, at) => sheet.by || say(words().nameless, { n: at + 1 });
    list.replaceChildren(...store.now.others.map((sheet, at) => el('li', {}, `${who(sheet, at)} `,
      el('button', { type: 'button', click: remove(at) }, words().remove, el('span', { class: 'hush' }, ` ${who(sheet, at)}`)))));
    if (store.now.before.length) {
      list.append(el('li', {}, `${say(words().before_of, { n: store.now.before.length })} `, el('button', { type: 'button', click: () => {
        store.now.before = [];
        people();
        later(true);
        $('lb-before').focus();
      } }, words().remove)));
    }
    list.hidden = !list.children.length;
  };

  const MOST = 20_000_000;
  const opened = async (input, use) => {
    const files = [...input.files];
    input.value = '';
    const wrong = [];
    let good = 0;
    for (const file of files) {
      try {
        if (file.size > MOST) throw new Error('large');
        use(lb.store.understood(await file.text()));
        good += 1;
      } catch (error) {
        wrong.push(say(words().bad[error.message] ?? words().bad.none, { file: file.name }));
      }
    }
    if (good) {
      show();
      scored = true;
      flush();
    }
    tell([...(good ? [say(words().opened, { n: good })] : []), ...wrong].join(' '));
  };

  const uses = {
    'lb-open': (file) => {
      if (!store.isBlank() && !confirm(words().replace)) return;
      const own = file.own ?? { by: '', answers: Object.create(null) };
      store.set({ by: own.by, answers: own.answers, others: file.others, before: file.before, plan: file.plan });
    },
    /* The same sheet twice is one person. */
    'lb-add': (file) => {
      const here = store.understood(store.written());
      const known = new Set([here.own, ...here.others].map(JSON.stringify));
      for (const one of [file.own, ...file.others].filter(Boolean)) {
        if (!known.has(JSON.stringify(one))) store.now.others.push(one);
        known.add(JSON.stringify(one));
      }
    },
    'lb-before': (file) => { store.now.before = [...(file.own ? [file.own] : []), ...file.others]; },
  };

  const start = () => {
    store.recall();
    $('lb-refused').hidden = !store.refused;
    $('lb-desk').hidden = false;
    document.body.classList.add('live');
    show();
    if (!store.isBlank() && !store.refused) tell(words().restored);
    $('lb-form').addEventListener('input', ({ target }) => {
      const field = target.closest('[data-q]');
      if (field && target.name) later(take(field, target));
    });
    $('lb-by').addEventListener('input', ({ target }) => {
      store.now.by = target.value;
      later(true);
    });
    for (const [id, use] of Object.entries(uses)) $(id)?.addEventListener('change', ({ target }) => opened(target, use));
    $('lb-save').addEventListener('click', () => {
      lb.download(lb.name(`answers-${store.now.by}`, 'json'), 'application/json', store.written());
    });
    $('lb-clear').addEventListener('click', () => {
      if (!confirm(words().sure)) return;
      store.set(store.empty());
      show();
      flush();
      tell(words().cleared);
    });
    $('lb-print').addEventListener('click', () => print());
    $('lb-blank').addEventListener('click', () => {
      document.body.classList.add('blank');
      print();
    });
    addEventListener('afterprint', () => document.body.classList.remove('blank'));
    addEventListener('pagehide', () => timer && flush());
    document.addEventListener('visibilitychange', () => document.hidden && timer && flush());
    /* Another tab of this page goes on: its answers hold here, too. */
    addEventListener('storage', ({ key }) => {
      if (key !== `lensbook:${location.pathname}`) return;
      store.set(store.empty());
      store.recall();
      show();
    });
    /* A preview brings new questions: the form shows the answers to these. A plan that somebody types in waits. */
    new MutationObserver(() => {
      fields().forEach(showField);
      progress();
      if (!$('lb-plan')?.contains(document.activeElement)) dispatchEvent(new CustomEvent('lensbook-scored'));
    }).observe($('lb-data'), { childList: true, characterData: true, subtree: true });
  };
  lb.form = { show, take, later };
  start();
})();
