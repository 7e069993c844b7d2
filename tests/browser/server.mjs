// Serves a built folder on loopback, below a sub-path, under the Content-Security-Policy that readers get.
// Refuses whatever a plain static host might not do: no directory index, no redirect, no clean URL, nothing
// outside the folder or above the sub-path. A missing file is answered with 404.html.
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** The policy of the default theme, as its hosts are told to send it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Not the root, so that a link from the root cannot work by luck. */
const PREFIX = '/a/sub-path/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
};

/** Starts a server on a free port and returns `{ url, close }`; `url` ends with the sub-path. */
export async function serve(folder, policy = POLICY) {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, policy, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}${PREFIX}`, close: () => close(server) };
}

function close(server) {
  server.closeAllConnections();
  return new Promise((closed) => server.close(closed));
}

async function answer(root, policy, request, response) {
  const { status, type, bytes } = await find(root, request.url);
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'Content-Type': TYPES[type] ?? 'application/octet-stream',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function find(root, target) {
  const file = wanted(root, target);
  const bytes = file && (await readFile(file).catch(() => null));
  if (bytes) return { status: 200, type: extname(file).toLowerCase(), bytes };
  const missing = await readFile(join(root, '404.html')).catch(() => 'not found');
  return { status: 404, type: '.html', bytes: missing };
}

/** The file that a request names, or null where the server must not answer. */
function wanted(root, target) {
  try {
    const path = decodeURIComponent(new URL(target, 'http://localhost').pathname);
    const file = join(root, path.slice(PREFIX.length));
    return path.startsWith(PREFIX) && !path.includes('\0') && file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}
