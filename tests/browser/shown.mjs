// What the cases of the live preview look at: the page, the panel, the corner.

export const text = (page) => page.locator('main').innerText();
export const panel = (page) => page.locator('lensbook-preview .panel');
export const corner = (page) => page.locator('lensbook-preview .corner');

/** Opens a page whose preview is at work. */
export async function open(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('lensbook-preview:not([hidden])'));
  await page.evaluate(() => { window.here = true; });
  // The line to the server is open once it answered a greeting.
  await page.waitForTimeout(150);
}

/** Whether the page was not reloaded since it was opened. */
export const stays = (page) => page.evaluate(() => window.here === true);
