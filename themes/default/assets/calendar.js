// What calendars take: text escaped, lines folded. Refuses a line that a calendar would misread.

/** Text as RFC 5545 escapes it. */
export const escapeText = (text) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
/** A line, folded at 75 octets between characters. */
const foldLine = (content) => {
  const bytes = new TextEncoder();
  let [out, width] = ['', 0];
  for (const character of content) {
    const size = bytes.encode(character).length;
    if (width + size > 75) [out, width] = [`${out}\r\n `, 1];
    out += character;
    width += size;
  }
  return `${out}\r\n`;
};
/** The time now, as calendars write it. */
export const timestamp = () => `${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
/** A calendar of `events`, each a list of lines. */
export const calendar = (events) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lensbook//Lensbook//EN',
    'CALSCALE:GREGORIAN',
    ...events.flat(),
    'END:VCALENDAR',
  ]
    .map(foldLine)
    .join('');
