import { globSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fromRoot, packageFile } from '../tools/build/paths.ts';

export interface Size {
  min: number;
  gzip: number;
  brotli: number;
}

/** The demo shop's settings as the server writes them into `/shopbell.js?shop=demo`. */
const SETTINGS = {
  shop: 'demo',
  name: 'Hazel & Hem',
  locale: 'en',
  appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
  teaser: 'Hi! Looking for something, or waiting for a parcel? Ask away.',
  strings: {
    open: 'Open chat',
    close: 'Close chat',
    dismiss: 'Dismiss message',
    unread: '{n} unread messages',
    unreadOne: '1 unread message',
  },
};

/** Each file is compressed by itself, as it travels. Brotli at its best quality, as files that are made once are served. */
function sizeOf(...texts: string[]): Size {
  const sum = (measure: (text: string) => number): number => texts.reduce((all, text) => all + measure(text), 0);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return {
    min: sum((text) => Buffer.byteLength(text)),
    gzip: sum((text) => gzipSync(text, { level: 9 }).length),
    brotli: sum((text) => brotliCompressSync(text, options).length),
  };
}

const dist = (file: string): string => readFileSync(fromRoot('dist', file), 'utf8');
const loader = (): string => dist('shopbell.js').replace('"__SHOPBELL_SETTINGS__"', JSON.stringify(SETTINGS));

/**
 * Bytes of what a page loads. `loader`: one request with the shop's settings inside; `loader+widget`: launcher and open
 * panel in English, all that is fetched until the shopper can write.
 */
export function measureSizes(): { loader: Size; 'loader+widget': Size } {
  return { loader: sizeOf(loader()), 'loader+widget': sizeOf(loader(), ...OPENING.map(dist)) };
}

/** What opening the panel fetches beside the loader; a test compares it with what a browser asks for. */
export const OPENING = ['widget.js'];

/** Prints a table of all that browsers load, beside the budgets. */
export function run(): void {
  const { budgets } = packageFile();
  const rows: Record<string, Size & { budget?: number }> = {};
  for (const [name, size] of Object.entries(measureSizes())) {
    rows[name] = { ...size, budget: budgets[name as keyof typeof budgets] };
  }
  for (const file of ['page.js', 'widget.js']) rows[file] = sizeOf(dist(file));
  for (const file of globSync('{parts,locales}/*', { cwd: fromRoot('dist') }).toSorted())
    rows[file] = sizeOf(dist(file));
  const inbox = globSync('build/inbox/assets/*.{js,css}', { cwd: fromRoot() }).toSorted();
  rows.inbox = sizeOf(...inbox.map((file) => readFileSync(fromRoot(file), 'utf8')));
  console.table(rows);
}
