// Narrows every list that can be narrowed, by the keyboard alone. Refuses a choice that is lost with the address, a count that
// nobody hears, and a list that is not whole without scripts.
export const name = 'lists are narrowed by the keyboard, keep it in the address, and are whole without scripts';

const shown = (page) => page.locator('[data-is]:visible').count();

export async function run({ page, pages, visit, browser, url, expect }) {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  let found = 0;
  for (const path of pages.filter((path) => path.endsWith('/index.html'))) {
    await visit(path);
    const bars = await page.locator('.filters').count();
    if (bars === 0) continue;
    found += 1;
    const all = await shown(page);
    const first = page.locator('.filters select').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    // The script comes with the first use.
    await page.locator('[data-is][hidden]').first().waitFor({ state: 'attached' });
    const [key, value] = [await first.getAttribute('name'), await first.inputValue()];
    const some = await shown(page);
    expect.ok(some > 0 && some < all, `${path}: ${some} of ${all} are shown for ${key}=${value}`);
    const status = await page.locator('.filters [role="status"]').first().textContent();
    expect.ok(status.includes(String(some)), `${path}: the status says "${status}", and ${some} are shown`);
    expect.equal(new URL(page.url()).searchParams.get(key), value, `${path}: the address`);
    await page.reload();
    expect.equal(await shown(page), some, `${path}: shown after loading the address again`);
    await page.locator('.filters button').first().focus();
    await page.keyboard.press('Enter');
    expect.equal(await shown(page), all, `${path}: shown after all conditions are taken away`);
    expect.equal(new URL(page.url()).search, '', `${path}: the address after that`);
    await still.goto(url + path);
    expect.equal(await shown(still), all, `${path}: shown without scripts`);
    expect.equal(await still.locator('.filters:visible').count(), 0, `${path}: filters shown without scripts`);
  }
  await plain.close();
  expect.ok(found > 0, 'no list can be narrowed');
}
