// Making elements and filling in words. Refuses to make HTML from text: what is given as text is text and nothing
// else.

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; children are text unless they are elements. */
export const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};
/** `text` with each `{name}` replaced by the value of that name. */
export const fillIn = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
