/* The form: what is typed is kept at once, and there again on return. All its fields are in the page; refuses to make any, so that it
   prints empty without a script, and to announce more than one thing when one pauses. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say, store, question } = lb;
  const $ = (id) => document.getElementById(id);
  const words = () => data().words;
  const fields = () => [...document.querySelectorAll('[data-q]')];
  const control = (field, sort) => field.querySelectorAll(`[name="${sort}-${CSS.escape(field.dataset.q)}"]`);

  const tell = (text) => {
    const status = $('lb-saved');
    if (status.textContent !== text) status.textContent = text;
  };

  /* --- From the answers to the form --- */

  const NAMES = { v: 'value', a: 'aim', n: 'note' };
  const showField = (field) => {
    const answer = store.now.answers[field.dataset.q] ?? {};
    for (const sort of ['v', 'a']) {
      for (const radio of control(field, sort)) radio.checked = String(answer[NAMES[sort]] ?? '') === radio.value && radio.value !== '';
    }
    for (const area of control(field, 'n')) {
      if (area.value !== (answer.note ?? '')) area.value = answer.note ?? '';
    }
    mirror(field);
    doubt(field, answer);
  };

  /* On paper a field that scrolls would be cut: the note stands there once more as text, and a team's answers in place of one's own. */
  const mirror = (field) => {
    const id = field.dataset.q;
    field.querySelector('.printed-answer').textContent = isTeam() && lb.outcome ? lb.told(id).join('\n') : store.now.answers[id]?.note ?? '';
  };
  const isTeam = () => store.people().length > 1;

  const doubt = (field, answer) => {
    const asked = question(field.dataset.q);
    const flags = asked && lb.score ? lb.score({ ...data().survey, questions: [asked], groups: [] }, [{ answers: { [asked.id]: answer } }]).flags : [];
    field.querySelector('.flag')?.remove();
    if (!flags.length) return;
    const key = flags[0].why;
    const note = el('p', { class: 'flag' }, say(words()[key], { asked: answer.asked ?? '', means: answer.means ?? '' }), ' ');
    if (key === 'reworded') {
      note.append(el('button', { type: 'button', click: () => {
        store.stamp(answer, asked);
        note.remove();
        field.querySelector('input, textarea')?.focus();
        later(true);
      } }, words().holds));
    }
    field.querySelector('legend').after(note);
  };

  /* --- From the form to the answers --- */

  /* Gives part of an answer, one's own or the room's. */
  const give = (id, name, value, room) => {
    store.put(room ? store.room(true).answers : store.now.answers, id, name, value);
    fields().filter((field) => field.dataset.q === id).forEach(showField);
    later(name !== 'note');
  };

  /* Keeps what was typed when one pauses, and shows what follows at once. */
  let timer;
  let frame;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const kept = store.keep();
    $('lb-refused').hidden = kept;
    tell(kept ? (store.isBlank() ? '' : words().saved) : words().unsaved);
  };
  const scored = () => {
    frame = undefined;
    dispatchEvent(new CustomEvent('lensbook-scored'));
  };
  const later = (scores) => {
    if (scores) frame ??= setTimeout(scored);
    clearTimeout(timer);
    timer = setTimeout(flush, 400);
    progress();
  };

  const progress = () => {
    const { questions } = data().survey;
    const own = questions.filter((one) => store.isAnswered(one)).length;
    const [bar, people] = [$('lb-progress'), store.people()];
    const team = people.length - store.hasOwn();
    const given = team ? questions.filter((one) => people.some(({ answers }) => store.isAnswered(one, answers))).length : own;
    [bar.max, bar.value] = [questions.length, given];
    const key = !team ? (lb.score ? 'progress' : 'noted') : own ? 'progress_both' : 'progress_team';
    $('lb-count').textContent = say(words()[key], { n: given, m: questions.length, own, people: team });
    $('lb-whose').textContent = isTeam() ? people.map(store.who).join(', ') : store.now.by;
    document.body.classList.toggle('team', isTeam());
  };

  const show = () => {
    $('lb-by').value = store.now.by;
    progress();
    people();
    scored();
    fields().forEach(showField);
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
    const who = (sheet) => [store.who(sheet), sheet.room].filter(Boolean).join(', ');
    list.replaceChildren(...store.now.others.map((sheet, at) => el('li', {}, `${who(sheet)} `,
      el('button', { type: 'button', click: remove(at) }, words().remove, el('span', { class: 'visually-hidden' }, ` ${who(sheet)}`)))));
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
    /* The same sheet twice is one person; a sheet of the same name may be that person's newer one. */
    'lb-add': (file) => {
      const { others } = store.now;
      for (const one of [file.own, ...file.others].filter(Boolean)) {
        const here = store.understood(store.written());
        if ([here.own, ...here.others].some((other) => JSON.stringify(other) === JSON.stringify(one))) continue;
        const at = others.findIndex(({ by, room }) => by && by === one.by && room === one.room);
        others.splice(at < 0 || !confirm(say(words().again, { who: one.by })) ? others.length : at, 1, one);
      }
    },
    'lb-before': (file) => { store.now.before = [...(file.own ? [file.own] : []), ...file.others]; },
  };

  const start = () => {
    store.recall();
    $('lb-refused').hidden = !store.refused;
    $('lb-desk').hidden = false;
    document.body.classList.add('scripted');
    show();
    if (!store.isBlank() && !store.refused) tell(words().restored);
    $('lb-form').addEventListener('input', ({ target }) => {
      const field = target.closest('[data-q]');
      if (field && target.name) give(field.dataset.q, NAMES[target.name[0]], target.value);
    });
    $('lb-by').addEventListener('input', ({ target }) => {
      store.now.by = target.value;
      later(true);
    });
    for (const [id, use] of Object.entries(uses)) $(id)?.addEventListener('change', ({ target }) => opened(target, use));
    let asked = false;
    $('lb-save').addEventListener('click', () => {
      /* A sheet without a name can't be told from others; whoever wants that presses again. */
      if (lb.score && !asked && !store.now.by && store.hasOwn()) {
        asked = true;
        tell(words().name_first);
        $('lb-by').focus();
        return;
      }
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
      document.body.classList.add('printing-blank');
      print();
    });
    addEventListener('beforeprint', () => fields().forEach(mirror));
    addEventListener('afterprint', () => document.body.classList.remove('printing-blank'));
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
      if (!$('lb-plan')?.contains(document.activeElement)) scored();
    }).observe($('lb-data'), { childList: true, characterData: true, subtree: true });
  };
  lb.form = { show, give, later };
  /* What follows has its scripts behind this one. */
  document.addEventListener('DOMContentLoaded', start);
})();
