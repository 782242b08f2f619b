import { allowed, type OptionRow, rowsOf } from './option-kinds.ts';
import { OPTION_TABLE } from './option-table.ts';
import { kebab } from './snippet-parts.ts';

const CHANGES = { next: 'at the next page', never: 'no' } as const;

/** `docs/options.md`, made from the option table. */
export function optionsPage(): string {
  const named = rowsOf(OPTION_TABLE);
  const options = named.filter(([name]) => !name.includes('.'));
  const fields = named.filter(([name]) => name.includes('.'));
  return `# Options

Made from \`src/protocol/option-table.ts\` by \`npm run docs\`; a test holds the two together.

Precedence: the \`init\` call, then \`data-\` attributes, then the script's address, then \`<div id="hdAttributes">\`, then the
shop's settings. An option that is unknown or out of range is named once in the console, and its default is used. Empty
counts as absent. In an address \`fooBar\` may also be written \`foo_bar\` or \`foo-bar\`.

*Shop*: the shop can set it for all of its pages, in the inbox under Settings. *Update*: whether \`update\` takes effect at once.

| option | attribute | older attribute | values | default | shop | update | meaning |
| --- | --- | --- | --- | --- | --- | --- | --- |
${options.map(([name, row]) => line(`\`${name}\``, attribute(name, row), legacy(row), ...rest(row))).join('\n')}

Objects stand in attributes and addresses as JSON: \`data-appearance='{"accent":"#1f5b4c"}'\`. The fields of
\`appearance\` are laid one by one over the shop's settings; a \`position\` counts whole:

| field | values | default | update | meaning |
| --- | --- | --- | --- | --- |
${fields.map(([name, row]) => line(`\`${name}\``, ...rest(row).filter((_, nth) => nth !== 2))).join('\n')}
`;
}

const line = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const legacy = (row: OptionRow): string => (row.legacy ? `\`${row.legacy}\`` : '–');

function attribute(name: string, row: OptionRow): string {
  return `\`data-${kebab(name)}\`${row.secret ? ' (never in an address)' : ''}`;
}

const rest = (row: OptionRow): string[] => [
  allowed(row.kind),
  row.default === undefined ? '–' : `\`${row.default}\``,
  row.shop ? 'yes' : '–',
  row.changes ? CHANGES[row.changes] : 'at once',
  row.meaning,
];
