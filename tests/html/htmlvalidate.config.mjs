// What html-validate holds a built page to: its standard and accessibility presets, every rule as an error.
// Refuses to switch a rule off without a reason beside it.
export default {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {},
};
