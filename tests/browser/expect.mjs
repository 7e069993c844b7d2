// What a case expects. A failed expectation is recorded and the case goes on, so that one run tells all.
// Refuses to be an assertion library: three verbs, plain messages.

/** `{ ok, equal, none, failures }` for one case. */
export function expectations() {
  const failures = [];
  const fail = (message) => failures.push(message);
  return {
    failures,
    ok: (value, what) => value || fail(what),
    equal: (actual, wanted, what) =>
      Object.is(actual, wanted) || fail(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`),
    none: (list, what) => list.forEach((item) => fail(`${what}: ${item}`)),
  };
}
