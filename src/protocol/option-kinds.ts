/** How a value of an option is read and checked. The least of every number is 0. */
export type OptionKind =
  | { is: 'text'; maxLength: number; pattern?: RegExp }
  | { is: 'number'; max: number; unit?: string; whole?: true }
  | { is: 'boolean' }
  /** A word with a hyphen may be written with `_` too. */
  | { is: 'choice'; values: readonly (string | number)[] }
  | { is: 'country' }
  | { is: 'locale' }
  | { is: 'colour' }
  | { is: 'address' }
  /** `short`: the field that may stand alone for all of them. */
  | { is: 'object'; fields: Readonly<Record<string, OptionRow>>; short?: string };

export interface OptionRow {
  /** The attribute of the older install form (`<div id="hdAttributes">`), where it has one. */
  legacy?: string;
  kind: OptionKind;
  /** Absent: no value unless somebody gives one. */
  default?: string | number | boolean;
  /** Refused in a script's address, where logs and referrers would carry it. */
  secret?: true;
  /** The shop may set it for all of its pages: `value` as it is, `own` in a field of the settings' own. */
  shop?: 'value' | 'own';
  /** When `update` takes effect. Absent: at once. */
  changes?: 'next' | 'never';
  meaning: string;
}

/** The form of a value of that kind. */
export type ValueOf<K> = K extends { is: 'object'; fields: infer F; short?: infer S }
  ? Fields<F> | (S extends keyof F ? ValueOf<KindOf<F[S]>> : never)
  : K extends { values: readonly (infer V)[] }
    ? V
    : K extends { is: 'number' }
      ? number
      : K extends { is: 'boolean' }
        ? boolean
        : string;
type KindOf<R> = R extends { kind: infer K } ? K : never;
/** An object with some of the fields. */
export type Fields<F> = { -readonly [N in keyof F]?: ValueOf<KindOf<F[N]>> };

/** Rows with those of objects' fields, by names with dots: `position.phone.x`. */
export function rowsOf(table: Readonly<Record<string, OptionRow>>, before = ''): [name: string, row: OptionRow][] {
  return Object.entries(table).flatMap(([name, row]): [string, OptionRow][] => [
    [before + name, row],
    ...(row.kind.is === 'object' ? rowsOf(row.kind.fields, `${before}${name}.`) : []),
  ]);
}

/** What a value of that kind may be, in a sentence's words. */
export function allowed(kind: OptionKind): string {
  switch (kind.is) {
    case 'text':
      return `1 to ${kind.maxLength} characters${kind.pattern ? ` like ${kind.pattern.source}` : ''}`;
    case 'number':
      return `${kind.unit ?? (kind.whole ? 'a whole number' : 'a number')} from 0 to ${kind.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return kind.values.join(' or ');
    case 'country':
      return 'a country of two letters';
    case 'locale':
      return 'a language tag such as en or fr-CA';
    case 'colour':
      return 'a colour as #rrggbb';
    case 'address':
      return 'an address that begins with https://, http:// or /';
    case 'object': {
      const object = `an object of ${Object.keys(kind.fields).join(', ')}`;
      const row = kind.short === undefined ? undefined : kind.fields[kind.short];
      return row ? `${allowed(row.kind)}, or ${object}` : object;
    }
  }
}
