/* What calendars take: text escaped, lines folded. Refuses a line that a calendar would misread. */
(() => {
  'use strict';
  /* RFC 5545: text escaped, lines folded at 75 octets between characters. */
  const escaped = (text) => text.replace(/\r\n?/g, '\n').replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n').replace(/\p{Cc}/gu, '');
  const folded = (content) => {
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
  const stamp = () => `${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const calendar = (events) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lensbook//Lensbook//EN', 'CALSCALE:GREGORIAN',
    ...events.flat(), 'END:VCALENDAR'].map(folded).join('');

  globalThis.lensbook.calendar = { calendar, stamp, escaped };
})();
