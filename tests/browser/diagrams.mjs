// Measures the samples of diagrams that `cargo test` draws, with the fonts that the browser really has:
//
//     node tests/browser/diagrams.mjs SAMPLES.json
//
// Each at one, two and four times the text, with the theme's own faces and with the widest that systems fall back to. No
// line may leave the area that the layout gave its text, no two texts may overlap, and text must stand out from what is
// behind it in both schemes. Refuses to draw: what it gets is what pages get.
import { readFile } from 'node:fs/promises';
import { launch } from './chromium.mjs';
import { expectations } from './expect.mjs';

const FACES = {
  theme: '',
  DejaVu: ':root { --sans: "DejaVu Sans", sans-serif; --serif: "DejaVu Serif", serif }',
};
const CONTRAST = 4.5;

/** In the page: every line of every text as a box, and the area of its text, in the drawing's units. */
function measure({ markup, areas, faces }) {
  document.body.innerHTML = `<style>${faces} .diagram svg { display: block !important; max-inline-size: none !important }</style>${markup}`;
  if (faces && !markup.includes('class=')) {
    for (const text of document.querySelectorAll('text')) text.style.fontFamily = text.getAttribute('font-family').includes('sans-serif') ? 'DejaVu Sans' : 'DejaVu Serif';
  }
  const texts = [...document.querySelectorAll('text')];
  const found = [];
  if (texts.length !== areas.length) found.push(`${texts.length} texts in ${areas.length} areas`);
  const boxes = texts.map((text, index) => {
    const [x, y, width, height] = areas[index];
    // Browsers round ascent and descent to whole pixels.
    const slack = Number(text.getAttribute('font-size')) * 0.08;
    const drawn = text.getBBox();
    const name = text.textContent.slice(0, 30);
    for (const line of text.querySelectorAll('tspan')) {
      const own = line.textContent.trimEnd();
      const wide = own ? line.getSubStringLength(0, own.length) : 0;
      if (wide > width + 0.01) found.push(`"${own}" is ${wide.toFixed(1)} wide in ${width.toFixed(1)}`);
    }
    if (drawn.y < y - slack || drawn.y + drawn.height > y + height + slack) {
      found.push(`"${name}" is drawn from ${drawn.y.toFixed(1)} to ${(drawn.y + drawn.height).toFixed(1)}, its area is ${y.toFixed(1)} + ${height.toFixed(1)}`);
    }
    return { name, left: drawn.x, right: drawn.x + Math.min(drawn.width, width), top: drawn.y + slack, bottom: drawn.y + drawn.height - slack };
  });
  boxes.forEach((a, index) => {
    const b = boxes.slice(0, index).find((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
    if (b) found.push(`"${a.name}" overlaps "${b.name}"`);
  });
  return found;
}

/** In the page: texts that do not stand out from the last shape below them, or from the page. */
function faint(least) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const shapes = [...document.querySelectorAll('rect, circle, path')].filter((shape) => getComputedStyle(shape).fill !== 'none');
  return [...document.querySelectorAll('text')].flatMap((text) => {
    const { x, y, width, height } = text.getBBox();
    const over = (shape) => {
      const box = shape.getBBox();
      return shape.compareDocumentPosition(text) & 4 && box.x < x + width && x < box.x + box.width && box.y < y + height && y < box.y + box.height;
    };
    const behind = shapes.filter(over).at(-1);
    const ground = behind ? getComputedStyle(behind).fill : getComputedStyle(document.body).backgroundColor;
    const [a, b] = [light(getComputedStyle(text).fill), light(ground)].sort((a, b) => b - a);
    const ratio = (a + 0.05) / (b + 0.05);
    return ratio < least ? [`"${text.textContent.slice(0, 30)}" stands out by ${ratio.toFixed(2)} only`] : [];
  });
}

const [path] = process.argv.slice(2);
if (!path) {
  console.error('usage: node tests/browser/diagrams.mjs SAMPLES.json');
  process.exit(2);
}
const samples = JSON.parse(await readFile(path, 'utf8'));
// The sheets that a page with a diagram loads, in the order in which a build joins them.
const sheets = ['values', 'text', 'style', 'diagrams', 'loop'].map((name) => new URL(`../../themes/default/assets/${name}.css`, import.meta.url));
const css = (await Promise.all(sheets.map((sheet) => readFile(sheet, 'utf8')))).join('\n').replace(/^@import .*$/gm, '');
const expect = expectations();
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  const page = await (await browser.newContext({ colorScheme, viewport: { width: 1300, height: 900 } })).newPage();
  await page.setContent(`<!doctype html><style>${css}</style><body class="diagram">`);
  for (const [look, faces] of Object.entries(FACES)) {
    for (const { name, file, svg: markup, areas } of samples) {
      const here = `${name} (${look}, ${colorScheme})`;
      expect.none(await page.evaluate(measure, { markup, areas, faces }), here);
      if (!file) expect.none(await page.evaluate(faint, CONTRAST), here);
    }
  }
}
await browser.close();
expect.failures.slice(0, 40).forEach((failure) => console.log(failure));
console.log(`diagrams: ${samples.length} samples, ${expect.failures.length} failures`);
process.exitCode = expect.failures.length ? 1 : 0;
