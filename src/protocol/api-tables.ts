import { ERROR_CODES } from './error-codes.ts';
import { SCOPES } from './scopes.ts';

const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** The tables of `docs/api.md`, each with the lines of its heading. */
const TABLES: string[][] = [
  [
    row('scope', 'allows'),
    row('---', '---'),
    ...Object.entries(SCOPES).map(([name, allows]) => row(`\`${name}\``, allows)),
  ],
  [
    row('code', 'status', 'again', 'means'),
    row('---', '---', '---', '---'),
    ...Object.entries(ERROR_CODES).map(([code, { status, retry, message }]) =>
      row(`\`${code}\``, status, retry ? 'yes' : 'no', message),
    ),
  ],
];

/** `docs/api.md` with its tables as the code has them now; `npm run docs` writes it, a test compares. */
export function withTables(page: string): string {
  return TABLES.reduce((text, table) => {
    const lines = text.split('\n');
    const start = lines.indexOf(table[0] ?? '');
    if (start < 0) throw new Error(`docs/api.md has no table "${table[0]}"`);
    const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
    lines.splice(start, length < 0 ? lines.length - start : length, ...table);
    return lines.join('\n');
  }, page);
}
