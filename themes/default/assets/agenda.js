/* An agenda as an event of a calendar, on the day that somebody chooses. Refuses a time zone: a meeting is at its hour where it is. */
(() => {
  'use strict';
  const lb = globalThis.lensbook;
  const $ = (id) => document.getElementById(id);

  /* `20261130T093000`, so many minutes after a time on a day; a long meeting ends on the next. */
  const at = (day, time, minutes) => {
    const [year, month, date] = day.split('-').map(Number);
    const [hour, minute] = time.split(':').map(Number);
    const moment = new Date(Date.UTC(year, month - 1, date, hour, minute + minutes));
    return `${moment.toISOString().replace(/[-:]/g, '').slice(0, 13)}00`;
  };

  const event = (survey, day, time) => {
    let sum = 0;
    const lines = survey.questions.map(({ ask, minutes }) => {
      const line = `${at(day, time, sum).slice(9, 13).replace(/../, '$&:')} ${ask}`;
      sum += minutes;
      return line;
    });
    return lb.calendar.calendar([[
      'BEGIN:VEVENT', `UID:${survey.id}-${day.replaceAll('-', '')}@lensbook`, `DTSTAMP:${lb.calendar.stamp()}`,
      `DTSTART:${at(day, time, 0)}`, `DTEND:${at(day, time, sum)}`, `SUMMARY:${lb.calendar.escaped(survey.title)}`,
      `DESCRIPTION:${lb.calendar.escaped(lines.join('\n'))}`, 'END:VEVENT',
    ]]);
  };

  $('lb-calendar')?.addEventListener('click', () => {
    const [day, time] = [$('lb-day'), $('lb-time')];
    if (!day.value || !time.value) {
      (day.value ? time : day).focus();
      return;
    }
    lb.download(lb.name('agenda', 'ics'), 'text/calendar', event(lb.data().survey, day.value, time.value));
  });
})();
