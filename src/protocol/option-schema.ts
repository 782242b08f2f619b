import * as v from 'valibot';
import type { OptionKind, OptionRow, ValueOf } from './option-kinds.ts';
import { OPTION_TABLE, SHOP_OPTIONS } from './option-table.ts';
import { Country, Locale, ShopId, textUpTo, Url } from './primitives.ts';

type Kind<R> = R extends { kind: infer K } ? K : never;
/** Optional, with the default of its row where that has one. */
type Field<R> = v.OptionalSchema<
  v.GenericSchema<ValueOf<Kind<R>>>,
  R extends { default: unknown } ? ValueOf<Kind<R>> : undefined
>;

/** One schema for each row: what the server takes is what the table says. */
export function fieldsOf<T extends Readonly<Record<string, OptionRow>>>(table: T): { [N in keyof T]: Field<T[N]> } {
  const made = Object.entries(table).map(([name, row]) => [name, v.optional(schema(row.kind), row.default)]);
  return Object.fromEntries(made) as { [N in keyof T]: Field<T[N]> };
}

/** The same without defaults: what is left out stays left out. */
export function partsOf<T extends Readonly<Record<string, OptionRow>>>(
  table: T,
): { [N in keyof T]: v.OptionalSchema<v.GenericSchema<ValueOf<Kind<T[N]>>>, undefined> } {
  const made = Object.entries(table).map(([name, { kind }]) => [name, v.optional(schema(kind))]);
  return Object.fromEntries(made) as ReturnType<typeof partsOf<T>>;
}

/** For a change field by field: null takes away what need not be there. */
export function patchOf<T extends Readonly<Record<string, OptionRow>>>(
  table: T,
): {
  [N in keyof T]: v.OptionalSchema<
    v.GenericSchema<ValueOf<Kind<T[N]>> | (T[N] extends { default: unknown } ? never : null)>,
    undefined
  >;
} {
  const made = Object.entries(table).map(([name, { kind, default: always }]) => {
    const value = schema(kind);
    return [name, v.optional(always === undefined ? v.nullable(value) : value)];
  });
  return Object.fromEntries(made) as ReturnType<typeof patchOf<T>>;
}

/** A value of that kind, as the server takes it. */
export const schemaOf = <K extends OptionKind>(kind: K): v.GenericSchema<ValueOf<K>> =>
  schema(kind) as v.GenericSchema<ValueOf<K>>;

function schema(kind: OptionKind): v.GenericSchema {
  switch (kind.is) {
    case 'text':
      return kind.pattern ? v.pipe(textUpTo(kind.maxLength), v.regex(kind.pattern)) : textUpTo(kind.maxLength);
    case 'number': {
      const number = v.pipe(v.number(), v.minValue(0), v.maxValue(kind.max));
      return kind.whole ? v.pipe(number, v.integer()) : number;
    }
    case 'boolean':
      return v.boolean();
    case 'choice':
      return v.picklist(kind.values);
    case 'country':
      return Country;
    case 'locale':
      return Locale;
    case 'colour':
      return v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));
    case 'address':
      return Url;
    case 'object': {
      const fields: [string, v.GenericSchema][] = Object.entries(kind.fields).map(([name, row]) => [
        name,
        v.optional(schema(row.kind)),
      ]);
      const object = v.object(Object.fromEntries(fields));
      const short = kind.short === undefined ? undefined : kind.fields[kind.short];
      return short ? v.union([schema(short.kind), object]) : object;
    }
  }
}

/** The options of `init` and `update`, after they were read and checked. */
export const OptionsSchema = v.object({ ...fieldsOf(OPTION_TABLE), shop: ShopId });

/** What a shop sets for all of its pages. */
export const ShopOptions = v.object(partsOf(SHOP_OPTIONS));
export type ShopOptions = v.InferOutput<typeof ShopOptions>;
