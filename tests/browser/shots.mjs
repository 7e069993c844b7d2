// Takes full-page screenshots of a built site for people to look at:
//
//     node tests/browser/shots.mjs SITE OUT [PAGE…]
//
// Each PAGE (default: the sample that stands for all pages) at 320, 768 and 1280 px, light and dark, as
// OUT/plays-journey-map.320.dark.png. Refuses to judge: nothing is compared, nothing fails.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';
import { encode, files, sample } from './site.mjs';

const WIDTHS = [320, 768, 1280];
const SCHEMES = ['light', 'dark'];

async function shoot(browser, url, paths, out) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(url + encode(path));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const name = `${path.replace(/\.html$/, '').replaceAll('/', '-')}.${width}.${colorScheme}.png`;
        // The whole playbook is longer than a picture can be.
        await page.screenshot({ path: join(out, name), fullPage: path !== 'print.html' });
        console.log(join(out, name));
      }
    }
    await context.close();
  }
}

const [site, out, ...named] = process.argv.slice(2);
if (!site || !out) {
  console.error('usage: node tests/browser/shots.mjs SITE OUT [PAGE…]');
  process.exit(2);
}
const root = resolve(site);
await mkdir(out, { recursive: true });
const server = await serve(root);
const browser = await launch();
await shoot(browser, server.url, named.length ? named : await sample(root, await files(root, '.html')), out);
await browser.close();
await server.close();
