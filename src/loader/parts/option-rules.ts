import { OPTION_TABLE, type OptionKind, type OptionName, type OptionRow } from '../../protocol/option-table.ts';

/**
 * The table of options as one pattern and a few numbers, because every page loads them. The build puts the results of
 * this file in its place (`tools/build/precompute.ts`).
 */
const rows = Object.entries(OPTION_TABLE) as [OptionName, OptionRow][];

const CORNER = '(bottom|top)[-_](right|left)';
const OBJECT = '\\[object Object\\]';
const text = (maxLength: number): string => `.{1,${maxLength}}`;

/** What stands between `^` and `$`, with both cases spelled out where case does not matter. */
const inner = ({ source, flags }: RegExp): string =>
  source.slice(1, -1).replaceAll('a-z', flags.includes('i') ? 'a-zA-Z' : 'a-z');

/** The fields of the options that are objects: `Placement` and `Appearance` in `protocol/`. */
const FIELDS: [string, string][] = [
  ['position', CORNER],
  ['position', OBJECT],
  ['position\\.phone', OBJECT],
  ['position\\.corner', CORNER],
  ['position\\.inline', '.+'],
  ['appearance', OBJECT],
  ['appearance\\.accent', '#[\\da-fA-F]{6}'],
  ['appearance\\.theme', '(light|dark|auto)'],
  ['appearance\\.launcher', '(icon|text)'],
  ['appearance\\.launcherText', text(40)],
  ['appearance\\.title', text(80)],
  ['appearance\\.logo', '(https?:/)?/[^/].*'],
  ['appearance\\.font', '(system|inherit)'],
];

function patternOf(kind: OptionKind): string | undefined {
  switch (kind.is) {
    case 'text':
      return kind.pattern ? `(?=${text(kind.maxLength)}$)${inner(kind.pattern)}` : text(kind.maxLength);
    case 'boolean':
      return '(true|false)';
    case 'choice':
      return `(${kind.values.join('|')})`;
    case 'country':
      return '[a-zA-Z]{2}';
    case 'locale':
      return '[a-zA-Z]{2,3}(-[a-zA-Z\\d]{2,8})*';
    default:
      return undefined;
  }
}

/** Names by the pattern of their values. */
const byPattern = new Map<string, string[]>();
for (const [name, pattern] of [...rows.map(([name, { kind }]) => [name, patternOf(kind)] as const), ...FIELDS]) {
  if (pattern) byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), name]);
}
const alternatives = [...byPattern].map(([pattern, names]) =>
  names.length > 1 ? `(${names.join('|')}):${pattern}` : `${names[0]}:${pattern}`,
);

/** Knows `name:value` of every allowed value that is not a number, with dots before the fields of objects. */
export const PATTERN = new RegExp(`^(${alternatives.join('|')})$`, 's');

/** The greatest value of each number; the least is 0. */
export const MAXIMA: Readonly<Record<string, number>> = {
  ...Object.fromEntries(rows.flatMap(([name, { kind }]) => (kind.is === 'number' ? [[name, kind.max]] : []))),
  'position.x': 1000,
  'position.y': 1000,
  'position.phone.x': 1000,
  'position.phone.y': 1000,
  'position.zIndex': 2147483647,
  'appearance.radius': 2,
};
