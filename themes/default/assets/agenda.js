// An agenda as an event of a calendar, on the day that somebody chooses. Refuses a time zone: a meeting is at its
// hour where it is.

import { data, download, fileName } from './answers.js';
import { calendar, escapeText, timestamp } from './calendar.js';
import { byId } from './dom.js';

/** `20261130T093000`, so many minutes after a time on a day; a long meeting ends on the next. */
const timeOf = (day, time, minutes) => {
  const [year, month, date] = day.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  const moment = new Date(Date.UTC(year, month - 1, date, hour, minute + minutes));
  return `${moment.toISOString().replace(/[-:]/g, '').slice(0, 13)}00`;
};

const event = (survey, day, time) => {
  let sum = 0;
  const lines = survey.questions.map(({ ask, minutes }) => {
    const line = `${timeOf(day, time, sum).slice(9, 13).replace(/../, '$&:')} ${ask}`;
    sum += minutes;
    return line;
  });
  return calendar([
    [
      'BEGIN:VEVENT',
      `UID:${survey.id}-${day.replaceAll('-', '')}@lensbook`,
      `DTSTAMP:${timestamp()}`,
      `DTSTART:${timeOf(day, time, 0)}`,
      `DTEND:${timeOf(day, time, sum)}`,
      `SUMMARY:${escapeText(survey.title)}`,
      `DESCRIPTION:${escapeText(lines.join('\n'))}`,
      'END:VEVENT',
    ],
  ]);
};

/** Makes the button for the calendar work. */
export const startAgenda = () => {
  byId('lb-calendar').addEventListener('click', () => {
    const [day, time] = [byId('lb-day'), byId('lb-time')];
    if (!day.value || !time.value) {
      (day.value ? time : day).focus();
      return;
    }
    download(fileName('agenda', 'ics'), 'text/calendar', event(data().survey, day.value, time.value));
  });
};
