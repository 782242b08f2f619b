import { type OptionKind, rowsOf } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';

/**
 * The table of options as one pattern and a few numbers, because every page loads them. The build puts the results of
 * this file in its place (`tools/build/precompute.ts`).
 */
const rows = rowsOf(OPTION_TABLE);

const text = (maxLength: number): string => `.{1,${maxLength}}`;
/** Either spelling of a word with a hyphen. */
const words = (values: readonly (string | number)[]): string => `(${values.join('|').replaceAll('-', '[-_]')})`;

/** What stands between `^` and `$`, with both cases spelled out where case does not matter. */
const inner = ({ source, flags }: RegExp): string =>
  source.slice(1, -1).replaceAll('a-z', flags.includes('i') ? 'a-zA-Z' : 'a-z');

/** Patterns of what a value of that kind may be, written as text. */
function patternsOf(kind: OptionKind): string[] {
  switch (kind.is) {
    case 'text':
      return [kind.pattern ? `(?=${text(kind.maxLength)}$)${inner(kind.pattern)}` : text(kind.maxLength)];
    case 'number':
      return [kind.whole ? '\\d+' : '\\d+(\\.\\d+)?'];
    case 'boolean':
      return ['(true|false)'];
    case 'choice':
      return [words(kind.values)];
    case 'country':
      return ['[a-zA-Z]{2}'];
    case 'locale':
      return ['[a-zA-Z]{2,3}(-[a-zA-Z\\d]{2,8})*'];
    case 'colour':
      return ['#[\\da-fA-F]{6}'];
    case 'address':
      return ['(https?:/)?/[^/].*'];
    case 'object': {
      const short = kind.short === undefined ? undefined : kind.fields[kind.short];
      return ['\\[object Object\\]', ...(short ? patternsOf(short.kind) : [])];
    }
  }
}

/** Names by the pattern of their values. */
const byPattern = new Map<string, string[]>();
for (const [name, { kind }] of rows) {
  for (const pattern of patternsOf(kind)) {
    byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), name.replaceAll('.', '\\.')]);
  }
}
const alternatives = [...byPattern].map(([pattern, names]) =>
  names.length > 1 ? `(${names.join('|')}):${pattern}` : `${names[0]}:${pattern}`,
);

/** Knows `name:value` of every allowed value, with dots before the fields of objects; of numbers see also `MAXIMA`. */
export const PATTERN = new RegExp(`^(${alternatives.join('|')})$`, 's');

/** The greatest value of each number; the least is 0. */
export const MAXIMA: Readonly<Record<string, number>> = Object.fromEntries(
  rows.flatMap(([name, { kind }]) => (kind.is === 'number' ? [[name, kind.max]] : [])),
);
