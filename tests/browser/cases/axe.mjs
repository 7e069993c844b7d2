// Holds a sample of the pages to WCAG 2.2 A and AA and to best practice with axe-core, in every look and width.
// Refuses exceptions: no rule is switched off and no element is left out.
import { sideBySide } from '../limits.mjs';
import { encode } from '../site.mjs';
import { file } from '../tools.mjs';

export const name = 'axe finds no violation in light, dark, forced colours and reduced motion';

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'reduced motion': { reducedMotion: 'reduce' },
};
const WIDTHS = [320, 768, 1280];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function run({ browser, url, sample, expect }) {
  const found = new Map();
  await sideBySide(2, Object.entries(LOOKS), async ([look, media]) => {
    const context = await browser.newContext(media);
    await context.addInitScript({ path: file('axe-core/axe.min.js') });
    const page = await context.newPage();
    for (const path of sample) {
      await page.goto(url + encode(path));
      // The whole playbook is all pages again, and takes a while: one width.
      for (const width of path === 'print.html' ? [768] : WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const here = `${look} ${width}`;
        for (const violation of await page.evaluate(violations, TAGS)) note(found, `${path}: ${violation}`, here);
      }
    }
    await context.close();
  });
  for (const [violation, where] of found) expect.ok(false, `${violation} (${[...where].join(', ')})`);
}

/** One violation is told once, with every look and width that shows it. */
function note(found, violation, here) {
  found.set(violation, (found.get(violation) ?? new Set()).add(here));
}

/** In the page: each violation as `rule: element`, once all transitions are over. */
async function violations(tags) {
  for (const animation of document.getAnimations()) animation.cancel();
  const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}
