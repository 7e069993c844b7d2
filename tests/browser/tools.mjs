// Finds the npm packages of tests/package.json where tests/run installs them (target/tools/npm).
// Refuses to fall back on packages installed elsewhere: the versions are pinned for a reason.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const installed = new URL('../../target/tools/npm/', import.meta.url);

/** Loads a CommonJS package. */
export const load = createRequire(new URL('package.json', installed));

/** A file inside an installed package, as a path. */
export const file = (path) => fileURLToPath(new URL(`node_modules/${path}`, installed));
