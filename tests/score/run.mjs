// Scores with the site's own script what it reads on stdin: a JSON list of { survey, before, now }, each with files' texts; writes
// a JSON list of { now, moved }. Refuses to know the rule.
import { readFileSync } from 'node:fs';
import { moved, score } from '../../themes/default/assets/score.js';

const cases = JSON.parse(readFileSync(0, 'utf8'));
const results = cases.map(({ survey, before, now }) => {
  const outcome = score(survey, now);
  return { now: outcome, moved: moved(score(survey, before), outcome) };
});
process.stdout.write(JSON.stringify(results));
