import { OPTION_TABLE, type OptionKind, type OptionRow } from './option-table.ts';

/** `docs/options.md`, made from the option table. */
export function optionsPage(): string {
  const rows = Object.entries(OPTION_TABLE).map(([name, row]: [string, OptionRow]) => {
    const cells = [`\`${name}\``, attribute(name, row), row.legacy ? `\`${row.legacy}\`` : '–', values(row.kind)];
    return `| ${[...cells, row.default === undefined ? '–' : `\`${row.default}\``, row.meaning].join(' | ')} |`;
  });
  return `# Options

Made from \`src/protocol/option-table.ts\` by \`npm run docs\`; a test holds the two together.

Precedence: the \`init\` call, then \`data-\` attributes, then the script's address, then \`<div id="hdAttributes">\`, then the
shop's settings. An option that is unknown or out of range is named once in the console, and its default is used.

| option | attribute | older attribute | values | default | meaning |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function attribute(name: string, row: OptionRow): string {
  const kebab = name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`);
  return `\`data-${kebab}\`${row.secret ? ' (never in an address)' : ''}`;
}

function values(kind: OptionKind): string {
  switch (kind.is) {
    case 'text':
      return `text of at most ${kind.maxLength} characters`;
    case 'number':
      return `${kind.min}–${kind.max} ${kind.unit}`;
    case 'boolean':
      return '`true` or `false`';
    case 'choice':
      return kind.values.map((value) => `\`${value}\``).join(' ');
    case 'country':
      return 'two letters';
    case 'locale':
      return 'BCP 47';
    case 'object':
      return 'an object; JSON in an attribute';
  }
}
