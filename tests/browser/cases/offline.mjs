// Opens the site as files, the way a zip on a shared drive is opened, and walks its links.
// Refuses a link that only a server could answer.
export const name = 'works from file://: twenty links from home';

const LINKS = 20;

export async function run({ page, fileUrl, problems, expect }) {
  const queue = [`${fileUrl}index.html`];
  const seen = new Set(queue);
  for (let visited = 0; queue.length && visited <= LINKS; visited += 1) {
    const target = queue.shift();
    await page.goto(target);
    expect.ok(await page.evaluate(hasStyle), `${target} is shown without its style sheet`);
    for (const link of await page.evaluate(links)) {
      if (!link.startsWith(fileUrl)) expect.ok(false, `${target} links outside the site: ${link}`);
      else if (link.endsWith('.html') && !seen.has(link)) queue.push(link);
      seen.add(link);
    }
  }
  expect.none(problems, 'problem');
}

/** In the page: a style sheet of the site's own has loaded. */
function hasStyle() {
  return [...document.querySelectorAll('link[rel~=stylesheet]')].some((link) => link.sheet !== null);
}

/** In the page: where its links to files lead, without fragments. */
function links() {
  const all = [...document.querySelectorAll('a[href]')].map((link) => new URL(link.getAttribute('href'), location.href));
  return [...new Set(all.filter((url) => url.protocol === 'file:').map((url) => url.href.replace(/[?#].*/, '')))];
}
