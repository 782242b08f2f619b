import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CONSENT_SOURCES } from '../../src/protocol/option-table.ts';
import { buildTypes } from './build-types.ts';
import type { Bundle } from './bundle.ts';
import { bundleLater, bundleLoader, withHashes } from './bundle-loader.ts';
import { bundleNpm } from './bundle-npm.ts';
import { bundleWidget } from './bundle-widget.ts';
import { integrity } from './integrity.ts';
import { partsTable } from './parts-table.ts';
import { fromRoot, packageFile } from './paths.ts';

/** What `manifest.json` holds: the version, and the integrity of each file that pages load. */
export interface Manifest {
  version: string;
  files: Record<string, string>;
}

/** Source files that went into the bundles, for the test of the floors. */
export interface DistInputs {
  loader: string[];
  widget: string[];
}

/**
 * Builds what pages embed into `folder`, from nothing. The same sources give the same bytes: no hash of a path, no time
 * and no name of a machine gets in.
 * @returns the source files that went in
 */
export async function buildDist(folder: string): Promise<DistInputs> {
  const explain = await bundleLater('parts/explain.js', 'src/loader/parts/explain.ts', {});
  const options = await bundleLater('parts/options.js', 'src/loader/parts/options.ts', {});
  const neighbour = await bundleLater('parts/neighbour.js', 'src/loader/parts/neighbour.ts', {});
  const debug = await bundleLater('parts/debug.js', 'src/loader/parts/debug.ts', {});
  // Not in the table of parts: the chat as a page brings it by itself, and no other page has it.
  const native = await bundleLater('parts/native.js', 'src/widget/native/main.ts', {});
  // Each stands alone: they run without the widget.
  const consent = await Promise.all(
    CONSENT_SOURCES.filter((source) => source !== 'manual').map((source) =>
      bundleLater(`parts/consent-${source}.js`, `src/widget/consent/${source}.ts`, {}),
    ),
  );
  const unhashed = await bundleWidget();
  const table = partsTable(unhashed, options, explain, neighbour, debug, ...consent);
  const tableHash = { __SHOPBELL_TABLE_HASH__: hashOf(table, 'parts/table.js') };
  const widget = withHashes(unhashed, tableHash);
  const widgetHash = { __SHOPBELL_WIDGET_HASH__: hashOf(widget, 'widget.js') };
  const page = await bundleLater('page.js', 'src/loader/page-alone.ts', { ...tableHash, ...widgetHash });
  const hashes = { ...widgetHash, __SHOPBELL_PAGE_HASH__: hashOf(page, 'page.js') };
  const loader = await bundleLoader(hashes);
  const npm = await bundleNpm(hashes);
  const bundles = [loader, page, options, explain, neighbour, debug, ...consent, widget, native, table, npm];
  const files = new Map(bundles.flatMap(({ code }) => [...code]).concat(await locales()));

  await rm(folder, { recursive: true, force: true });
  const manifest: Manifest = { version: packageFile().version, files: {} };
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    manifest.files[file] = integrity(text);
    await put(join(folder, file), text);
  }
  await put(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await buildTypes(folder);
  return {
    loader: inputsOf(loader, page, options, explain, neighbour, debug, npm),
    widget: inputsOf(widget, native, ...consent),
  };
}

const hashOf = ({ code }: Bundle, file: string): string => integrity(code.get(file)!);

const inputsOf = (...made: Bundle[]): string[] =>
  [...new Set(made.flatMap(({ inputs }) => [...inputs.values()].flat()))].sort();

async function locales(): Promise<[string, string][]> {
  const files = globSync('src/widget/locales/*.json', { cwd: fromRoot() }).sort();
  return Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const strings: unknown = JSON.parse(await readFile(fromRoot(file), 'utf8'));
      return [`locales/${basename(file)}`, `${JSON.stringify(strings)}\n`];
    }),
  );
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
