/* What pages need besides on which answers are scored: the rule, what follows, and the plan. */
// @import "score.js";
// @import "plan.js";
// @import "results.js";
