// Loads every page under the policy. Refuses to forgive: one message in the console is a failure.
export const name = 'every page loads without a policy violation, an error or a failed request';

export async function run({ page, pages, problems, visit, expect }) {
  for (const path of pages) {
    await visit(path);
    expect.ok((await page.title()).trim() !== '', `${path} has no title`);
  }
  expect.none(problems, 'problem');
}
