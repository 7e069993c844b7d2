/* What every page on which one answers or leads needs: the answers, the form, and the mode that leads through it. */
// @import "answers.js";
// @import "calendar.js";
// @import "fill.js";
// @import "lead.js";
