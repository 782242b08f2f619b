/** How a value of an option is read and checked. The least of every number is 0. */
export type OptionKind = {
    is: 'text';
    maxLength: number;
    pattern?: RegExp;
} | {
    is: 'number';
    max: number;
    unit?: string;
    whole?: true;
} | {
    is: 'boolean';
}
/** A word with a hyphen may be written with `_` too. */
 | {
    is: 'choice';
    values: readonly (string | number)[];
} | {
    is: 'country';
} | {
    is: 'locale';
} | {
    is: 'colour';
} | {
    is: 'address';
}
/** `short`: the field that may stand alone for all of them. */
 | {
    is: 'object';
    fields: Readonly<Record<string, OptionRow>>;
    short?: string;
};
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
export type ValueOf<K> = K extends {
    is: 'object';
    fields: infer F;
    short?: infer S;
} ? Fields<F> | (S extends keyof F ? ValueOf<KindOf<F[S]>> : never) : K extends {
    values: readonly (infer V)[];
} ? V : K extends {
    is: 'number';
} ? number : K extends {
    is: 'boolean';
} ? boolean : string;
type KindOf<R> = R extends {
    kind: infer K;
} ? K : never;
/** An object with some of the fields. */
export type Fields<F> = {
    -readonly [N in keyof F]?: ValueOf<KindOf<F[N]>>;
};
/** Rows with those of objects' fields, by names with dots: `position.phone.x`. */
export declare function rowsOf(table: Readonly<Record<string, OptionRow>>, before?: string): [name: string, row: OptionRow][];
/** What a value of that kind may be, in a sentence's words. */
export declare function allowed(kind: OptionKind): string;
export {};
