import { type Bundle, bundle } from './bundle.ts';
import { bundleLater } from './bundle-loader.ts';
import { fromRoot } from './paths.ts';

/** Frameworks that draw on servers too are told by this that the file is for browsers. Bundlers leave it out. */
const FOR_BROWSERS = "'use client';\n";
/** The component has no chat of its own: both files of the package share one. */
const CHAT = /\/create-chat\.ts$/;

/** What the npm package exports: `npm.js`, and `react.js`, which takes the chat from it and React from the app. */
export async function bundleNpm(hashes: Record<string, string>): Promise<Bundle> {
  const npm = await bundleLater('npm.js', 'src/loader/create-chat.ts', hashes);
  const react = await bundle(
    {
      input: { react: fromRoot('src/loader/react.ts') },
      external: ['react', CHAT],
      preserveEntrySignatures: 'strict',
    },
    { format: 'es', entryFileNames: '[name].js', paths: (id) => (CHAT.test(id) ? './npm.js' : id) },
  );
  return {
    code: npm.code.set('react.js', FOR_BROWSERS + react.code.get('react.js')),
    imports: new Map([...npm.imports, ...react.imports]),
    inputs: new Map([...npm.inputs, ...react.inputs]),
  };
}
