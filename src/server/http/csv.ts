/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * A line of RFC 4180. People's words are quoted, and what a spreadsheet would run as a formula gets an apostrophe before
 * it: opening an export must not act.
 */
export function csvLine(fields: readonly (string | number | undefined)[]): string {
  return `${fields.map(toField).join(',')}\r\n`;
}

function toField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
