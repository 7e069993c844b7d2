// What happens when an answer changes: what is scored is scored at once, and what was typed is kept when one pauses.
// Refuses to announce more than one thing when one pauses.

import { data, store } from './answers.js';
import { byId } from './dom.js';

const PAUSE = 400;
const listeners = [];
let saveTimer;
let updateTimer;

/** Calls `listener` whenever what follows from the answers may have changed. */
export const onUpdate = (listener) => listeners.push(listener);

/** Shows at once what follows from the answers. */
export const update = () => {
  updateTimer = undefined;
  for (const listener of listeners) listener();
};

/** Says `text` to whoever fills in. */
export const announce = (text) => {
  const status = byId('lb-saved');
  if (status.textContent !== text) status.textContent = text;
};

/** Keeps the answers, and says whether they are kept. */
export const saveNow = () => {
  clearTimeout(saveTimer);
  saveTimer = undefined;
  const { words } = data();
  const isSaved = store.save();
  byId('lb-refused').hidden = isSaved;
  announce(isSaved ? (store.isBlank() ? '' : words.saved) : words.unsaved);
};

/** Keeps the answers soon; `scores` says whether what follows from them changes, too. */
export const saveSoon = (scores) => {
  if (scores) updateTimer ??= setTimeout(update);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(saveNow, PAUSE);
};

/** Keeps what waits to be kept. */
export const saveWaiting = () => saveTimer && saveNow();
