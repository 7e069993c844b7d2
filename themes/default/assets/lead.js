/* Leading through: one question or step at a time, large, with its clock, on the whole screen where the browser allows. What is
   chosen or noted goes into the form at once. Refuses to keep anything of its own. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const { data, el, say } = lb;
  const $ = (id) => document.getElementById(id);
  let [dialog, at, ticking, lock, made] = [null, 0, null, null, 0];
  /* Seconds that each step has left, by its id. */
  const left = new Map();

  const steps = () => data().survey.questions;
  const controls = (sort) => [...document.getElementsByName(`${sort}-${steps()[at].id}`)];
  const send = (control) => control.dispatchEvent(new Event('input', { bubbles: true }));

  /* --- What a step shows --- */

  const choice = (sort, title) => {
    const words = data().words;
    const group = `lead-${sort}-${made}`;
    const question = steps()[at];
    const options = controls(sort).map((radio) => {
      const point = question.points[Number(radio.value) - 1];
      const name = !point ? words.skip : question.form === 'text' ? words.judged[radio.value - 1] : point.label ?? '';
      const input = el('input', { type: 'radio', name: group, value: radio.value, checked: radio.checked, input: () => {
        radio.checked = true;
        send(radio);
      } });
      const text = [name, sort === 'v' && point?.text].filter(Boolean).join(': ');
      return el('label', { class: point ? '' : 'unsaid' }, input, point && question.form === 'scale' ? el('b', {}, radio.value) : null, el('span', {}, text));
    });
    return el('fieldset', {}, el('legend', { class: title ? '' : 'hush' }, title || question.ask), el('div', { class: `points points-${question.form}` }, ...options));
  };

  const choices = () => {
    const { form } = steps()[at];
    if (form === 'note') return [];
    const words = data().words;
    if (form === 'level') return [choice('v', words.today), choice('a', words.aim)];
    return [choice('v', form === 'text' ? words.judge : '')];
  };

  const note = () => {
    const [area] = controls('n');
    const mine = el('textarea', { rows: 3, autocomplete: 'off', input: ({ target }) => {
      area.value = target.value;
      send(area);
    } });
    mine.value = area.value;
    return el('label', { class: 'note' }, data().words[steps()[at].form === 'text' ? 'answer' : 'notes'], mine);
  };

  const above = () => {
    const { survey } = data();
    const titles = steps()[at].groups.map((index) => survey.groups[index]).filter(({ level }) => level).map(({ title }) => title);
    return titles.length ? el('p', { class: 'soft' }, titles.join(' › ')) : null;
  };

  const show = () => {
    const { words } = data();
    const question = steps()[at];
    made += 1;
    const parts = [note(), ...choices()];
    if (question.form !== 'text') parts.reverse();
    dialog.querySelector('.lead-step').replaceChildren(...[above(),
      el('h2', { id: 'lb-lead-ask', tabindex: -1 }, question.ask),
      question.probes.length ? el('ul', { class: 'probes' }, ...question.probes.map((probe) => el('li', {}, probe))) : null,
      ...(question.form === 'level' ? [...choices(), note()] : parts)].filter(Boolean));
    dialog.querySelector('.lead-at').textContent = say(words.step, { n: at + 1, m: steps().length });
    const [back, next] = dialog.querySelectorAll('.lead-ways button');
    back.setAttribute('aria-disabled', at === 0);
    next.textContent = at === steps().length - 1 ? words.end : words.next;
    if (!left.has(question.id)) left.set(question.id, question.minutes * 60);
    clock();
    dialog.scrollTop = 0;
    $('lb-lead-ask').focus();
  };

  const go = (by) => {
    if (at + by < 0) return;
    if (at + by >= steps().length) {
      dialog.close();
      return;
    }
    at += by;
    show();
  };

  /* --- The clock --- */

  const clock = () => {
    const { words } = data();
    const seconds = left.get(steps()[at].id);
    const shown = Math.abs(seconds);
    const time = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`;
    const timer = dialog.querySelector('[role="timer"]');
    timer.textContent = say(seconds < 0 ? words.over : words.timer, { time });
    timer.classList.toggle('worse', seconds < 0);
  };

  const run = (on) => {
    clearInterval(ticking);
    ticking = on ? setInterval(() => {
      const { id } = steps()[at];
      left.set(id, left.get(id) - 1);
      clock();
    }, 1000) : null;
    dialog.querySelector('.lead-clock').textContent = on ? data().words.pause : data().words.resume;
  };

  const wake = async () => {
    try { lock = await navigator.wakeLock?.request('screen'); } catch { lock = null; }
  };

  /* --- Coming and going --- */

  const keys = (event) => {
    const typing = event.target.closest('input, textarea');
    const forward = event.key === 'PageDown' || (!typing && event.key === 'ArrowRight');
    const back = event.key === 'PageUp' || (!typing && event.key === 'ArrowLeft');
    if (event.altKey || event.ctrlKey || event.metaKey || !(forward || back)) return;
    event.preventDefault();
    const turned = document.dir === 'rtl' && event.key.startsWith('Arrow');
    go(forward === !turned ? 1 : -1);
  };

  const open = () => {
    const { words, survey } = data();
    const answered = ({ id, form }) => {
      const answer = lb.store.now.answers[id];
      return form === 'note' || form === 'text' ? answer?.note || answer?.value : answer?.value;
    };
    at = Math.max(0, steps().findIndex((question) => !answered(question)));
    dialog = el('dialog', { class: 'lead', 'aria-label': survey.title, keydown: keys },
      el('header', {}, el('p', { class: 'lead-at' }), el('p', { role: 'timer' }),
        el('button', { type: 'button', class: 'lead-clock', click: () => run(!ticking) }),
        el('button', { type: 'button', click: () => dialog.close() }, words.end)),
      el('div', { class: 'lead-step' }),
      el('div', { class: 'lead-ways' }, el('button', { type: 'button', click: () => go(-1) }, words.previous), el('button', { type: 'button', class: 'button', click: () => go(1) })));
    dialog.addEventListener('close', () => {
      clearInterval(ticking);
      lock?.release().catch(() => {});
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
      dialog.remove();
      dialog = null;
      lb.form.show();
      $('lb-lead').focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    document.documentElement.requestFullscreen?.().catch(() => {});
    wake();
    show();
    run(true);
  };

  $('lb-lead').addEventListener('click', open);
  /* A preview brings new words for the question that is shown. */
  document.addEventListener('lensbook-patched', () => {
    if (!dialog) return;
    at = Math.min(at, steps().length - 1);
    if ($('lb-lead-ask').textContent !== steps()[at].ask) show();
  });
  document.addEventListener('visibilitychange', () => dialog && !document.hidden && wake());
})();
