// Every page on which one answers or takes notes: the form and the mode that leads through it, and, by what the page
// asks, what follows and the plan, or the agenda as a calendar. Pages load it with `defer`, so the page is whole when
// it runs.

import { startAgenda } from './agenda.js';
import { isScored } from './answers.js';
import { startForm } from './fill.js';
import { startLead } from './lead.js';
import { showPlan, startPlan } from './plan.js';
import { showResults } from './results.js';
import { onUpdate } from './saving.js';

if (isScored()) {
  onUpdate(showResults);
  onUpdate(showPlan);
  startPlan();
} else {
  startAgenda();
}
startForm();
startLead();
