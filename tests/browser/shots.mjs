// Takes full-page screenshots of a built site for people to look at:
//
//     node tests/browser/shots.mjs SITE OUT [PAGE…]
//
// Each PAGE (default: the sample that stands for all pages) at 320, 768, 1280 and 1920 px, light, dark and in forced colours, as
// OUT/plays-journey-map.320.dark.png. Refuses to judge: nothing is compared, nothing fails.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';
import { encode, files, sample } from './site.mjs';

const WIDTHS = [320, 768, 1280, 1920];
const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
};

async function shoot(browser, url, paths, out) {
  for (const [look, media] of Object.entries(LOOKS)) {
    const context = await browser.newContext({ ...media, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(url + encode(path));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const name = `${path.replace(/\.html$/, '').replaceAll('/', '-')}.${width}.${look}.png`;
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
