// Weighs the first view of every page: all that the browser asks for until the page is loaded, and the icon, which headless
// browsers leave out; but for the page that holds the whole playbook for the printer. A page beside another, such as a form, is a tool
// that one works in for an hour: it may weigh more, and is weighed as well; all scripts of all such pages together, besides those that every
// page has, weigh at most 15 KB. Refuses to weigh what comes later because somebody asks for it,
// such as search.
import { gzipSync } from 'node:zlib';
import { encode } from '../site.mjs';

export const name = 'the first view of every page weighs at most 20 KB in at most five requests';

const MOST_BYTES = 20 * 1024;
const MOST_REQUESTS = 5;
const TOOL = { bytes: 48 * 1024, requests: 8, scripts: 15 * 1024 };

export async function run({ browser, url, pages, expect }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const known = new Map();
  const weigh = async (address) => {
    if (!known.has(address)) known.set(address, gzipSync(await (await context.request.get(address)).body(), { level: 9 }).length);
    return known.get(address);
  };
  let asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const weights = [];
  const [everywhere, tools] = [new Set(), new Set()];
  for (const path of pages.filter((path) => path !== 'print.html')) {
    asked = [];
    await page.goto(url + encode(path));
    const icon = await page.evaluate(() => document.querySelector('link[rel="icon"]')?.href);
    const all = [...new Set([...asked, icon].filter(Boolean))];
    // An image is content, as words are.
    const parts = all.filter((address) => !/\.(png|jpe?g|webp|avif|gif)$/.test(address));
    const bytes = (await Promise.all(parts.map(weigh))).reduce((sum, one) => sum + one, 0);
    weights.push({ path, bytes, requests: parts.length });
    const beside = pages.includes(`${path.replace(/\/[^/]*$/, '')}.html`);
    for (const script of parts.filter((address) => address.endsWith('.js'))) (beside ? tools : everywhere).add(script);
    expect.ok(bytes <= (beside ? TOOL.bytes : MOST_BYTES), `${path}: ${bytes} bytes`);
    expect.ok(parts.length <= (beside ? TOOL.requests : MOST_REQUESTS), `${path}: ${parts.length} requests: ${parts.join(' ')}`);
    expect.ok(all.every((address) => address.startsWith(url)), `${path} asks another host`);
  }
  const scripts = (await Promise.all([...tools].filter((script) => !everywhere.has(script)).map(weigh))).reduce((sum, one) => sum + one, 0);
  expect.ok(scripts > 0 && scripts <= TOOL.scripts, `the scripts of pages beside others: ${scripts} bytes`);
  console.log(`      scripts of forms and of leading through: ${scripts}`);
  const heaviest = weights.sort((a, b) => b.bytes - a.bytes).slice(0, 3);
  console.log(`      heaviest: ${heaviest.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')}`);
  await context.close();
}
