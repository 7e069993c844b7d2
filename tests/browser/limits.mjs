// Waiting with an end, and doing a few things side by side. Refuses a promise that may never settle without a limit.

/** How long one case may take, in milliseconds: many times what it takes on a machine that does nothing else. */
export const CASE = 900_000;

/** How long a program may take that a case runs. */
export const PROGRAM = 120_000;

/** What `promise` gives; fails with the name of what took too long once `limit` milliseconds are over. */
export function within(limit, what, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} takes longer than ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Does `work` with every item, `count` of them at a time, and gives the results in the order of the items. */
export async function sideBySide(count, items, work) {
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
