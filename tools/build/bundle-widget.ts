import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { type Bundle, bundle } from './bundle.ts';
import { integrity } from './integrity.ts';
import { fromRoot } from './paths.ts';

const ENTRY = '\0widget-entry';
const PARTS_PLACEHOLDER = '__SHOPBELL_PARTS__';

/** Hash and needed parts of each lazily loaded file: `{'parts/emoji.js': ['sha384-…', 'parts/popover.js']}`. */
export type Parts = Record<string, string[]>;

const mainFile = (): string => {
  const found = ['src/widget/main.tsx', 'src/widget/main.ts'].map((file) => fromRoot(file)).find(existsSync);
  if (!found) throw new Error('src/widget/main.ts(x) is missing: it exports `mount`');
  return found;
};

/** The widget's main file beside the table of its parts, which is known only once they are built. */
const entry = (main: string): Plugin => ({
  name: 'shopbell:widget-entry',
  resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
  load: (id) =>
    id === ENTRY
      ? `export { mount } from ${JSON.stringify(main)};\nexport const parts = '${PARTS_PLACEHOLDER}';`
      : undefined,
});

/**
 * `widget.js`, and `parts/<name>.js` for each `src/widget/parts/<name>.ts(x)`. What parts share with the main file comes
 * from `../widget.js`, which the page has loaded and verified by then; what only parts share is a part of its own.
 */
export async function bundleWidget(): Promise<Bundle> {
  const main = mainFile();
  const inMain = await reachable(main);
  const inputs: Record<string, string> = { widget: ENTRY, 'parts/unread': fromRoot('src/loader/parts/unread.ts') };
  for (const part of globSync('src/widget/parts/*.{ts,tsx}', { cwd: fromRoot() }).sort()) {
    if (!part.includes('.test.')) inputs[`parts/${basename(part).replace(/\.tsx?$/, '')}`] = fromRoot(part);
  }
  const made = await bundle(
    { input: inputs, plugins: [entry(main)], preserveEntrySignatures: 'allow-extension' },
    {
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'parts/shared-[name].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ name: 'widget', test: (id) => inMain.has(id) }],
      },
    },
  );
  return withParts(made);
}

/** Every module that the main file imports, directly or not. */
async function reachable(main: string): Promise<Set<string>> {
  const found = new Set<string>();
  const collect: Plugin = {
    name: 'shopbell:reachable',
    moduleParsed: ({ id }) => {
      found.add(id);
    },
  };
  await bundle({ input: { widget: ENTRY }, plugins: [entry(main), collect] }, { format: 'es' });
  return found;
}

function withParts(made: Bundle): Bundle {
  const parts: Parts = {};
  for (const [file, code] of [...made.code].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file === 'widget.js') continue;
    parts[file] = [integrity(code), ...(made.imports.get(file) ?? []).filter((needed) => needed !== 'widget.js')];
  }
  const widget = made.code.get('widget.js') ?? '';
  const table = new RegExp(`["'\`]${PARTS_PLACEHOLDER}["'\`]`);
  if (!table.test(widget)) throw new Error('widget.js has no place for the table of its parts');
  if (made.imports.get('widget.js')?.length) throw new Error('widget.js must stand alone: it is loaded by its hash');
  made.code.set(
    'widget.js',
    widget.replace(table, () => JSON.stringify(parts)),
  );
  return made;
}
