import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { type Bundle, bundle } from './bundle.ts';
import { fromRoot } from './paths.ts';

const ENTRY = '\0widget-entry';
const PAGE = fromRoot('src/loader/page.ts');

const mainFile = (): string => {
  const found = ['src/widget/main.tsx', 'src/widget/main.ts'].map((file) => fromRoot(file)).find(existsSync);
  if (!found) throw new Error('src/widget/main.ts(x) is missing: it exports `mount`');
  return found;
};

/**
 * The widget beside what answers the page, each of a floor of its own: who opens the chat fetches both as one file, which
 * compresses better than two.
 */
const entry = (main: string): Plugin => ({
  name: 'shopbell:widget-entry',
  resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
  load: (id) =>
    id === ENTRY
      ? [
          `import { mount } from ${JSON.stringify(main)};`,
          `import { answerPage } from ${JSON.stringify(PAGE)};`,
          'const loadWidget = async () => ({ mount });',
          'export const answer = (bell) => answerPage(bell, loadWidget);',
          'export { mount };',
        ].join('\n')
      : undefined,
});

/**
 * `widget.js`, and `parts/<name>.js` for each `src/widget/parts/<name>.ts(x)`. What parts share with the main file comes
 * from `../widget.js`, which the page has loaded and verified by then; what only parts share is a part of its own.
 */
export async function bundleWidget(): Promise<Bundle> {
  const main = mainFile();
  const inMain = await reachable(main);
  const inputs: Record<string, string> = {
    widget: ENTRY,
    'parts/unread': fromRoot('src/loader/parts/unread.ts'),
    'parts/outside': fromRoot('src/loader/parts/outside.ts'),
  };
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
        groups: [
          { name: 'widget', test: (id) => inMain.has(id) },
          // Small things that most parts draw with: one file of them is enough.
          { name: 'pieces', test: (id) => /\/src\/ui\/(icons|format|money)\.ts$/.test(id) && !inMain.has(id) },
          // What cards and carts of the page need, and what each platform's source needs besides: a file each.
          {
            name: 'desk',
            test: /\/src\/widget\/cart\/(desk|reporter|read-cart|keep-in-session|shop-side|cart-source)\.ts$/,
          },
          { name: 'shops', test: /\/src\/widget\/cart\/(build-cart|fields|money|shop-source|watch-requests)\.ts$/ },
        ],
      },
    },
  );
  if (made.imports.get('widget.js')?.length) throw new Error('widget.js must stand alone: it is loaded by its hash');
  return made;
}

/** Every module that the entry imports, directly or not. */
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
