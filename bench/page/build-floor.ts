import { bundle } from '../../tools/build/bundle.ts';
import { fromRoot } from '../../tools/build/paths.ts';

/** The floor's two scripts by file name, made as the product's own are: same bundler, same minifier, same targets. */
export async function buildFloor(): Promise<Map<string, string>> {
  const launcher = await bundle(
    { input: { 'floor-launcher': fromRoot('bench/page/floor/launcher.ts') } },
    { format: 'iife', entryFileNames: '[name].js' },
  );
  const panel = await bundle(
    { input: { 'floor-panel': fromRoot('bench/page/floor/panel.tsx') }, preserveEntrySignatures: 'strict' },
    { format: 'es', entryFileNames: '[name].js' },
  );
  return new Map([...launcher.code, ...panel.code]);
}
