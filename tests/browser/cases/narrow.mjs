// Loads every page at the width of a small phone. Refuses a page that is wider than the screen, and names what is.
export const name = 'no page scrolls sideways at 320 px';

export async function run({ page, pages, visit, expect }) {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of pages) {
    await visit(path);
    const wide = await page.evaluate(overflow);
    expect.ok(wide === null, `${path} is wider than the screen: ${wide}`);
  }
}

/** In the page: null, or the innermost elements that make the document wider than the screen. */
function overflow() {
  const root = document.scrollingElement;
  root.scrollLeft = 1000;
  const moved = root.scrollLeft;
  if (moved === 0 && root.scrollWidth <= window.innerWidth) return null;
  const wide = (element) =>
    element.getBoundingClientRect().right + moved > window.innerWidth + 0.5 ||
    (element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === 'visible');
  const all = [...document.body.querySelectorAll('*')].filter(wide);
  const innermost = all.filter((element) => ![...element.children].some(wide));
  const label = (element) => element.outerHTML.slice(0, 80).replace(/\s+/g, ' ');
  return `${root.scrollWidth} px; ${innermost.slice(0, 3).map(label).join(' · ')}`;
}
