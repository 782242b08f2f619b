import type { Fields, OptionRow, ValueOf } from './option-kinds.js';
import type { OPTION_TABLE, OptionName } from './option-table.js';
type Table = typeof OPTION_TABLE;
type Value<N extends OptionName> = ValueOf<Table[N]['kind']>;
/** The options that have a value whatever the page says. */
type Defaulted = {
    [N in OptionName]: Table[N] extends Pick<Required<OptionRow>, 'default'> ? N : never;
}[OptionName];
/** Where the widget stands; offsets in px. */
export type Placement = Fields<Table['position']['kind']['fields']>;
export type Corner = NonNullable<Placement['corner']>;
/** What a page may pass; `docs/options.md` has each one's meaning. */
export type OptionsInput = {
    shop: string;
} & {
    -readonly [N in Exclude<OptionName, 'shop'>]?: Value<N> | undefined;
};
/** What the widget works with: checked, defaults filled in. */
export type Options = {
    shop: string;
} & {
    -readonly [N in Defaulted]: Value<N>;
} & {
    -readonly [N in Exclude<OptionName, Defaulted | 'shop'>]?: Value<N> | undefined;
};
export {};
