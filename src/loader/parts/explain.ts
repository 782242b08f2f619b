import { allowed, type OptionRow, rowsOf } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';

const rows = rowsOf(OPTION_TABLE);
const byName: Partial<Record<string, OptionRow>> = Object.fromEntries(rows);

/** What is wrong with an option of that name, and what is allowed. */
export function sentence(name: string): string {
  const row = byName[name];
  if (row) return `${name} must be ${allowed(row.kind)}. The default is used. (${row.meaning})`;
  if (name.endsWith(' in an address')) return `${name} would end up in logs. It was ignored; give it in init.`;
  const group = name.slice(0, name.lastIndexOf('.') + 1);
  const known = rows.map(([one]) => one).filter((one) => one.startsWith(group) && !one.includes('.', group.length));
  return `there is no option ${name}. There are ${known.join(', ')}.`;
}

/** Says in the console that an option was refused, and what is allowed. The export of `parts/explain.js`. */
export const explain = (name: string): void => console.warn(`Shopbell: ${sentence(name)}`);
