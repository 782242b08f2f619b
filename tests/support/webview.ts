import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ToNative } from '../../src/protocol/native.ts';
import { findWebView } from '../../tools/system.ts';
import { eventually } from './eventually.ts';
import { endGroup, openScreen, webkitEnv } from './webkit.ts';

/** The app of `demo/native/gtk` with the chat in it, and both ends of its bridge. */
export interface WebView {
  /** What the page has told the app. */
  told: readonly ToNative[];
  /** Addresses that the app was asked to open. */
  opened: readonly string[];
  /** The chat asked to be closed. */
  closed(): boolean;
  /** What it printed. */
  output(): string;
  /** A message of the app. */
  say(type: string, payload: object): void;
  /** A text as it is. */
  sayRaw(text: string): void;
  /** Runs a function in the page. */
  run<R>(work: () => R): Promise<R>;
  stop(): Promise<void>;
}

interface Line {
  message?: ToNative;
  opened?: string;
  closed?: true;
  result?: { of: number; value?: unknown; error?: string };
}

const SCRIPT = fileURLToPath(new URL('./webview.py', import.meta.url));

/**
 * Opens the chat in the app.
 * @param kept file of the app's own storage
 */
export async function openWebView(server: string, shop: string, kept: string): Promise<WebView> {
  const python = findWebView();
  if (!python) throw new Error('No WebView of WebKitGTK: `npm test` installs or names it.');
  const [screen, home] = await Promise.all([
    openScreen({ width: 390, height: 780 }),
    mkdtemp(join(tmpdir(), 'shopbell-webview-')),
  ]);
  const child = spawn(python, [SCRIPT, server, shop, kept], {
    env: webkitEnv(screen.display, home),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const told: ToNative[] = [];
  const opened: string[] = [];
  const results = new Map<number, Line['result']>();
  let closed = false;
  let output = '';
  let asked = 0;
  child.stderr.on('data', (chunk) => (output += chunk));
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    if (line.message) told.push(line.message);
    if (line.opened) opened.push(line.opened);
    if (line.closed) closed = true;
    if (line.result) results.set(line.result.of, line.result);
  });
  const order = (what: object): unknown => child.stdin.write(`${JSON.stringify(what)}\n`);

  return {
    told,
    opened,
    closed: () => closed,
    output: () => output,
    say: (type, payload) => void order({ send: [type, payload] }),
    sayRaw: (text) => void order({ raw: text }),
    async run(work) {
      const number = ++asked;
      order({ run: `(${work})()`, number });
      const result = await eventually('the page answers', () => results.get(number));
      if (result.error !== undefined) throw new Error(result.error);
      return result.value as ReturnType<typeof work>;
    },
    async stop() {
      await endGroup(child);
      await screen.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
