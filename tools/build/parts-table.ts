import type { Bundle } from './bundle.ts';
import { integrity } from './integrity.ts';

/** Hash and needed parts of each lazily loaded file: `{'parts/emoji.js': ['sha256-…', 'parts/popover.js']}`. */
export type Parts = Record<string, string[]>;

/** `parts/table.js`, which is loaded with the first part: all files of these bundles but `widget.js`. */
export function partsTable(...bundles: Bundle[]): Bundle {
  const files = bundles.flatMap(({ code, imports }) =>
    [...code].map(([file, text]) => [file, text, imports.get(file) ?? []] as const),
  );
  const parts: Parts = {};
  for (const [file, text, needed] of files.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file !== 'widget.js') parts[file] = [integrity(text), ...needed.filter((other) => other !== 'widget.js')];
  }
  const file = 'parts/table.js';
  return {
    code: new Map([[file, `export const parts=${JSON.stringify(parts)};\n`]]),
    imports: new Map([[file, []]]),
    inputs: new Map([[file, []]]),
  };
}
