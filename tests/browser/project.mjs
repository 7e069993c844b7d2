// A small playbook in a temporary folder, and a preview of it. Refuses to share either between cases.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { within } from './limits.mjs';

const START = 60_000;
const END = 20_000;

const FORM = `
<details><summary>More</summary><p>Hidden words.</p></details>

<p><label>Name <input id="name" value=""></label> <label>Notes <textarea id="notes"></textarea></label>
<label><input type="checkbox" id="agree"> Agree</label></p>
`;

const paragraphs = (from, to) => Array.from({ length: to - from }, (_, at) => `Paragraph ${from + at} says a few words of its own.`).join('\n\n');

const FILES = {
  'lensbook.yaml': 'title: Preview\nmarkdown:\n  raw_html: allow\nseverities:\n  summary-missing: "off"\n',
  'content/index.md': '---\ntitle: Home\n---\n\nWelcome.\n',
  'content/articles/long.md': `---\ntitle: Long\n---\n\n${paragraphs(0, 30)}\n${FORM}\n\n${paragraphs(30, 90)}\n`,
  'content/articles/short.md': '---\ntitle: Short\n---\n\nSee [long](long.md).\n\n![A dot](../dot.svg)\n',
  'content/articles/lone.md': '---\ntitle: Lone\n---\n\nNothing leads here.\n',
  'content/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" cx="4" cy="4"/></svg>',
};

/** `{ url, write, edit, move, remove, restart, close, log }`: a preview of a fresh copy of the playbook. */
export async function preview(program) {
  const root = await mkdtemp(join(tmpdir(), 'lensbook-preview-'));
  const path = (file) => join(root, file);
  const write = async (file, text) => {
    await mkdir(dirname(path(file)), { recursive: true });
    await writeFile(path(file), text);
  };
  for (const [file, text] of Object.entries(FILES)) await write(file, text);
  let server = await start(program, root, 0);
  return {
    get url() { return server.url; },
    get log() { return server.log; },
    write,
    edit: async (file, from, to) => write(file, (await readFile(path(file), 'utf8')).replace(from, to)),
    move: async (from, to) => {
      await mkdir(dirname(path(to)), { recursive: true });
      await rename(path(from), path(to));
    },
    remove: (file) => rm(path(file), { recursive: true }),
    restart: async (between = async () => {}, more = []) => {
      const port = new URL(server.url).port;
      await stop(server);
      await between();
      server = await start(program, root, port, more);
    },
    close: async () => {
      await stop(server);
      await rm(root, { recursive: true });
    },
  };
}

async function start(program, root, port, more = []) {
  // A shell that starts these tests in the background lets programs ignore interrupts.
  const serve = ['serve', '--root', root, '--port', String(port), '--as-of', '2026-11-21', ...more];
  const child = spawn('env', ['--default-signal=INT', program, ...serve]);
  const server = { child, log: [], url: '' };
  createInterface({ input: child.stderr }).on('line', (line) => server.log.push(line));
  const lines = createInterface({ input: child.stdout });
  const address = new Promise((ready, failed) => {
    lines.once('line', ready);
    child.once('exit', (code) => failed(new Error(`serve ended with ${code}: ${server.log.join('\n')}`)));
  });
  try {
    server.url = await within(START, 'the start of the preview', address);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return server;
}

/** Ends the preview as Control-C does, or by force where it does not listen to that. */
async function stop({ child }) {
  child.removeAllListeners('exit');
  const closed = new Promise((ended) => child.once('close', ended));
  child.kill('SIGINT');
  await within(END, 'the end of the preview', closed).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
}
