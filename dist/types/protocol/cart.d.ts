import * as v from 'valibot';
/** One line of the shop's cart. Prices are decimal numbers in major units, for one piece. */
export declare const CartLine: v.ObjectSchema<{
    readonly id: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
    readonly name: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
    readonly variant: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>;
    readonly quantity: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.SafeIntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>, v.MaxValueAction<number, 100000, undefined>]>;
    readonly price: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.FiniteAction<number, undefined>, v.MinValueAction<number, -1000000000, undefined>, v.MaxValueAction<number, 1000000000, undefined>]>;
    readonly url: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>;
    readonly image: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>;
}, undefined>;
export type CartLine = v.InferOutput<typeof CartLine>;
/** A snapshot of the shop's cart; an empty cart has no lines. Line ids are unique. */
export declare const Cart: v.ObjectSchema<{
    readonly currency: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
    readonly subtotal: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.FiniteAction<number, undefined>, v.MinValueAction<number, -1000000000, undefined>, v.MaxValueAction<number, 1000000000, undefined>]>;
    readonly lines: v.SchemaWithPipe<readonly [v.ArraySchema<v.ObjectSchema<{
        readonly id: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
        readonly name: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>;
        readonly variant: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>;
        readonly quantity: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.SafeIntegerAction<number, undefined>, v.MinValueAction<number, 1, undefined>, v.MaxValueAction<number, 100000, undefined>]>;
        readonly price: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.FiniteAction<number, undefined>, v.MinValueAction<number, -1000000000, undefined>, v.MaxValueAction<number, 1000000000, undefined>]>;
        readonly url: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>;
        readonly image: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>;
    }, undefined>, undefined>, v.MaxLengthAction<{
        id: string;
        name: string;
        variant?: string | undefined;
        quantity: number;
        price: number;
        url?: string | undefined;
        image?: string | undefined;
    }[], 100, undefined>, v.CheckAction<{
        id: string;
        name: string;
        variant?: string | undefined;
        quantity: number;
        price: number;
        url?: string | undefined;
        image?: string | undefined;
    }[], "duplicate_line">]>;
}, undefined>;
export type Cart = v.InferOutput<typeof Cart>;
