import { OPTION_TABLE, type OptionKind, type OptionRow } from '../../protocol/option-table.ts';

const PIXELS = 'pixels from 0 to 1000';
/** What the fields of options that are objects may hold. */
const FIELDS: Record<string, string> = {
  'position.corner': 'bottom-right, bottom-left, top-right or top-left',
  'position.x': PIXELS,
  'position.y': PIXELS,
  'position.phone': `{x, y} in ${PIXELS}`,
  'position.phone.x': PIXELS,
  'position.phone.y': PIXELS,
  'position.zIndex': 'a number from 0 to 2147483647',
  'position.inline': 'the selector of an element',
  'appearance.accent': 'a colour as #rrggbb',
  'appearance.theme': 'light, dark or auto',
  'appearance.radius': 'a number from 0 to 2',
  'appearance.launcher': 'icon or text',
  'appearance.launcherText': '1 to 40 characters',
  'appearance.logo': 'an address',
  'appearance.title': '1 to 80 characters',
  'appearance.font': 'system or inherit',
};

function allowed(kind: OptionKind): string {
  switch (kind.is) {
    case 'text':
      return `1 to ${kind.maxLength} characters${kind.pattern ? ` like ${kind.pattern.source}` : ''}`;
    case 'number':
      return `${kind.unit} from ${kind.min} to ${kind.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return kind.values.join(' or ');
    case 'country':
      return 'a country of two letters';
    case 'locale':
      return 'a language tag such as en or fr-CA';
    case 'object':
      return 'an object';
  }
}

function sentence(name: string): string {
  const rows: Partial<Record<string, OptionRow>> = OPTION_TABLE;
  const row = rows[name];
  if (row) return `${name} must be ${allowed(row.kind)}. The default is used. (${row.meaning})`;
  if (FIELDS[name]) return `${name} must be ${FIELDS[name]}. The default is used.`;
  if (name.endsWith(' in an address')) return `${name} would end up in logs. It was ignored; give it in init.`;
  const group = name.slice(0, name.lastIndexOf('.') + 1);
  const known = Object.keys(group ? FIELDS : rows).filter((one) => one.startsWith(group));
  return `there is no option ${name}. There are ${known.join(', ')}.`;
}

/** Says in the console that an option was refused, and what is allowed. The export of `parts/explain.js`. */
export const explain = (name: string): void => console.warn(`Shopbell: ${sentence(name)}`);
