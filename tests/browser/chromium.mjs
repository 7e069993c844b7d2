// Starts Debian's Chromium through Playwright and listens to what goes wrong in a page.
// Refuses to download a browser: tests/run installs the distribution's.
import { load } from './tools.mjs';

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-quic', '--disable-sync'];

/** A headless browser; `CHROMIUM` in the environment names another executable. */
export function launch() {
  return load('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET,
  });
}

/**
 * Everything that goes wrong in `page` from now on, as a growing list of sentences: errors in the console and in
 * scripts, violations of the policy, requests that fail. Call it before the first navigation.
 */
export async function watch(page) {
  const problems = [];
  const add = (problem) => problems.push(`${page.url()}: ${problem}`);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} blocked ${event.blockedURI || event.sample}`);
    });
  });
  page.on('console', (message) => message.type() === 'error' && add(message.text()));
  page.on('pageerror', (error) => add(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Leaving a page aborts what it still loads, such as its icon; that is no fault of the page.
    if (why !== 'net::ERR_ABORTED') add(`${request.url()} failed: ${why}`);
  });
  page.on('response', (response) => response.status() >= 400 && add(`${response.url()}: ${response.status()}`));
  return problems;
}
