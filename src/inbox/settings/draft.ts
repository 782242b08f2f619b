import type { OptionKind, OptionRow } from '../../protocol/option-kinds.ts';
import { OPTION_TABLE, SHOP_OPTIONS } from '../../protocol/option-table.ts';
import type { OptionsInput } from '../../protocol/options.ts';
import type { SettingsPatch, SettingsResource } from '../../protocol/rest-settings.ts';

export type OptionValue = string | number | boolean;
/** Values by the name of their row, with dots before the fields of objects: `appearance.accent`, `position.phone.x`. */
export type Draft = Readonly<Record<string, OptionValue | undefined>>;

/** The greeting's row stands for the language that is edited; `welcome.fr` is its name in a draft. */
export const greetingName = (locale: string): string => `welcome.${locale}`;

/** Rows that the settings page has a field for; an element of one page is no matter of all pages. */
export const FIELD_ROWS: readonly [name: string, row: OptionRow][] = leaves({
  appearance: OPTION_TABLE.appearance,
  ...SHOP_OPTIONS,
}).filter(([name]) => name !== 'position.inline');

function leaves(table: Readonly<Record<string, OptionRow>>, before = ''): [string, OptionRow][] {
  return Object.entries(table).flatMap(([name, row]): [string, OptionRow][] =>
    row.kind.is === 'object' ? leaves(row.kind.fields, `${before}${name}.`) : [[before + name, row]],
  );
}

/** What the shop has set, by names. */
export function draftOf({ appearance, widget, welcome = {} }: SettingsResource): Draft {
  const { position, ...options } = widget ?? {};
  const place = typeof position === 'string' ? { corner: position } : position;
  const flat = flatten({ appearance, ...options, position: place });
  const greetings = Object.entries(welcome).map(([locale, text]) => [greetingName(locale), text] as const);
  return { ...flat, ...Object.fromEntries(greetings) };
}

function flatten(values: object, before = ''): Record<string, OptionValue> {
  const pairs = Object.entries(values).flatMap(([name, value]: [string, unknown]): [string, OptionValue][] => {
    if (typeof value === 'object' && value !== null) return Object.entries(flatten(value, `${before}${name}.`));
    return value === undefined ? [] : [[before + name, value as OptionValue]];
  });
  return Object.fromEntries(pairs);
}

/** How many values differ. */
export const changesOf = (saved: Draft, draft: Draft): number =>
  [...new Set([...Object.keys(saved), ...Object.keys(draft)])].filter((name) => saved[name] !== draft[name]).length;

/** What of the changes is something else than these values: saved ones, or ones that were sent while somebody wrote on. */
export const without = (changes: Draft, values: Draft): Draft =>
  Object.fromEntries(Object.entries(changes).filter(([name, value]) => !(name in values) || values[name] !== value));

/** The values below a name as an object again; undefined without any. */
function below(draft: Draft, group: string): Record<string, unknown> | undefined {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft)) {
    if (value === undefined || !name.startsWith(`${group}.`)) continue;
    const [field = '', ...deeper] = name.slice(group.length + 1).split('.');
    found[field] = deeper.length > 0 ? below(draft, `${group}.${field}`) : value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function widgetOf(draft: Draft): Record<string, unknown> {
  const plain = Object.keys(SHOP_OPTIONS).map((name) => [name, draft[name] ?? below(draft, name)] as const);
  return Object.fromEntries(plain.filter(([, value]) => value !== undefined));
}

/** What is sent to publish a draft. Appearance changes field by field; what was emptied is taken away. */
export function patchOf(draft: Draft): SettingsPatch {
  const rows = Object.entries<OptionRow>(OPTION_TABLE.appearance.kind.fields);
  const looks = rows.map(([name, row]) => [name, draft[`appearance.${name}`] ?? row.default ?? null]);
  const widget = widgetOf(draft);
  const welcome = below(draft, 'welcome');
  return {
    appearance: Object.fromEntries(looks),
    widget: Object.keys(widget).length > 0 ? widget : null,
    welcome: (welcome as SettingsPatch['welcome']) ?? null,
  };
}

/** The draft as a page's own options, which are stronger than what is published. */
export function optionsOf(draft: Draft, shop: string, locale: string): OptionsInput {
  return {
    shop,
    locale,
    ...widgetOf(draft),
    appearance: below(draft, 'appearance'),
    welcomeMessage: draft[greetingName(locale)] as string | undefined,
  };
}

/** Whether a value is one that the table takes; nothing is always allowed, and means the default. */
export function isAllowed(kind: OptionKind, value: OptionValue | undefined): boolean {
  if (value === undefined) return true;
  switch (kind.is) {
    case 'number':
      return (
        typeof value === 'number' && value >= 0 && value <= kind.max && (kind.whole !== true || Number.isInteger(value))
      );
    case 'colour':
      return /^#[0-9a-f]{6}$/i.test(`${value}`);
    case 'address':
      return /^(https?:\/\/|\/(?!\/))/.test(`${value}`);
    case 'text':
      return `${value}`.length <= kind.maxLength;
    default:
      return true;
  }
}
