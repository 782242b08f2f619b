import { minify } from 'terser';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { limits } from './limits.ts';
import { fromRoot, packageFile, ROOT } from './paths.ts';
import { preactCuts } from './preact-cuts.ts';
import { precompute } from './precompute.ts';
import { shorten } from './short-names.ts';

/** What a bundle is made of. */
export interface Bundle {
  /** Code by file name, such as `parts/emoji.js`. */
  code: Map<string, string>;
  /** Files that each file imports statically. */
  imports: Map<string, string[]>;
  /** Source files, relative to the checkout, that went into each file. */
  inputs: Map<string, string[]>;
}

/** Browsers that have constructable stylesheets in shadow roots, `:dir`, `color-mix` and class fields. */
export const TARGET = ['es2022', 'chrome111', 'edge111', 'firefox113', 'safari16.4'];

/** Settings that every script for pages is built with: nothing of the machine or its environment gets in. */
function pageScript(): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    publicDir: false,
    root: ROOT,
    mode: 'production',
    logLevel: 'warn',
    plugins: [precompute(), limits(), preactCuts()],
    // Said outright: by itself it follows NODE_ENV, and would write the machine's paths into the scripts.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    define: { __SHOPBELL_VERSION__: JSON.stringify(packageFile().version) },
    css: { transformer: 'lightningcss' },
    build: {
      write: false,
      target: TARGET,
      cssTarget: TARGET.slice(1),
      minify: 'oxc',
      cssMinify: 'lightningcss',
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  };
}

/**
 * Bundles for pages, in memory.
 * @throws when the bundler fails, or when something else than scripts comes out (a stylesheet imported without `?inline`)
 */
export async function bundle(options: Rolldown.InputOptions, output: Rolldown.OutputOptions): Promise<Bundle> {
  const config = pageScript();
  const made = await build({ ...config, build: { ...config.build, rolldownOptions: { ...options, output } } });
  if (!('output' in made)) throw new Error('One set of output files was expected');
  const result: Bundle = { code: new Map(), imports: new Map(), inputs: new Map() };
  for (const file of made.output) {
    if (file.type !== 'chunk') throw new Error(`${file.fileName}: pages load scripts only; import styles with ?inline`);
    const code = await squeeze(shorten(file.code), output.format === 'es');
    result.code.set(file.fileName, `${code.trimEnd()}\n`);
    result.imports.set(file.fileName, [...file.imports].sort());
    result.inputs.set(file.fileName, file.moduleIds.map(sourceName).sort());
  }
  return result;
}

/** What the bundler's own minifier leaves: terser after it takes a quarter of a kilobyte more off the widget, compressed. */
async function squeeze(code: string, module: boolean): Promise<string> {
  const { code: squeezed } = await minify(code, {
    module,
    compress: {
      passes: 3,
      unsafe_arrows: true,
      pure_getters: true,
      keep_fargs: false,
      lhs_constants: false,
      ecma: 2020,
    },
    format: { ecma: 2020, ascii_only: !module },
  });
  return squeezed ?? code;
}

/** A module's path from the checkout, without query; the bundler's own modules keep their name. */
export const sourceName = (id: string): string => {
  const path = id.split('?')[0] ?? id;
  return path.startsWith(fromRoot()) ? path.slice(ROOT.length + 1) : path;
};
