import type { OptionRow } from '../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../protocol/option-table.ts';

/** The options that have a default. The build puts the result in the place of this file: `tools/build/precompute.ts`. */
export const DEFAULTS: Readonly<Record<string, string | number | boolean>> = Object.fromEntries(
  Object.entries<OptionRow>(OPTION_TABLE).flatMap(([name, row]) =>
    row.default === undefined ? [] : [[name, row.default]],
  ),
);
