import * as v from 'valibot';
export declare const Corner: v.PicklistSchema<["bottom-right", "bottom-left", "top-right", "top-left"], undefined>;
export type Corner = v.InferOutput<typeof Corner>;
/** Where the widget stands; offsets in px. `inline` is a CSS selector of the element that holds the panel. */
export declare const Placement: v.ObjectSchema<{
    readonly corner: v.OptionalSchema<v.PicklistSchema<["bottom-right", "bottom-left", "top-right", "top-left"], undefined>, undefined>;
    readonly x: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
    readonly y: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
    readonly phone: v.OptionalSchema<v.ObjectSchema<{
        readonly x: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
        readonly y: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
    }, undefined>, undefined>;
    readonly zIndex: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 2147483647, undefined>]>, undefined>;
    readonly inline: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
}, undefined>;
export type Placement = v.InferOutput<typeof Placement>;
/** The options of `init` and `update`, after they were read and checked; `option-table.ts` has each one's meaning. */
export declare const Options: v.ObjectSchema<{
    readonly shop: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>;
    readonly clientId: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly clientToken: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly country: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>, undefined>;
    readonly locale: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>, v.MaxLengthAction<string, 35, undefined>]>, undefined>;
    readonly flowRef: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly widgetState: v.OptionalSchema<v.PicklistSchema<["welcome", "chat", "close"], undefined>, undefined>;
    readonly closeDelay: v.OptionalSchema<v.NumberSchema<undefined>, 0>;
    readonly minimizable: v.OptionalSchema<v.BooleanSchema<undefined>, true>;
    readonly cookieTTL: v.OptionalSchema<v.NumberSchema<undefined>, 365>;
    readonly cookieConsent: v.OptionalSchema<v.PicklistSchema<[0, 1, 2, 3], undefined>, 0>;
    readonly welcomeMessage: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly position: v.OptionalSchema<v.UnionSchema<[v.PicklistSchema<["bottom-right", "bottom-left", "top-right", "top-left"], undefined>, v.ObjectSchema<{
        readonly corner: v.OptionalSchema<v.PicklistSchema<["bottom-right", "bottom-left", "top-right", "top-left"], undefined>, undefined>;
        readonly x: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
        readonly y: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
        readonly phone: v.OptionalSchema<v.ObjectSchema<{
            readonly x: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
            readonly y: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 1000, undefined>]>, undefined>;
        }, undefined>, undefined>;
        readonly zIndex: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 2147483647, undefined>]>, undefined>;
        readonly inline: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    }, undefined>], undefined>, undefined>;
    readonly appearance: v.OptionalSchema<Omit<v.ObjectSchema<{
        readonly accent: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>, "#1f5b4c">;
        readonly theme: v.OptionalSchema<v.PicklistSchema<["light", "dark", "auto"], undefined>, "auto">;
        readonly radius: v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 2, undefined>]>, 1>;
        readonly launcher: v.OptionalSchema<v.PicklistSchema<["icon", "text"], undefined>, "icon">;
        readonly launcherText: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>;
        readonly logo: v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>;
        readonly title: v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>;
        readonly font: v.OptionalSchema<v.PicklistSchema<["system", "inherit"], undefined>, "system">;
    }, undefined>, "entries" | "~run" | "~standard" | "~types"> & {
        readonly entries: {
            readonly accent: v.OptionalSchema<v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.RegexAction<string, undefined>]>, "#1f5b4c">, undefined>;
            readonly theme: v.OptionalSchema<v.OptionalSchema<v.PicklistSchema<["light", "dark", "auto"], undefined>, "auto">, undefined>;
            readonly radius: v.OptionalSchema<v.OptionalSchema<v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.MinValueAction<number, 0, undefined>, v.MaxValueAction<number, 2, undefined>]>, 1>, undefined>;
            readonly launcher: v.OptionalSchema<v.OptionalSchema<v.PicklistSchema<["icon", "text"], undefined>, "icon">, undefined>;
            readonly launcherText: v.OptionalSchema<v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>, undefined>;
            readonly logo: v.OptionalSchema<v.OptionalSchema<v.SchemaWithPipe<readonly [v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, v.RegexAction<string, "url_scheme">]>, undefined>, undefined>;
            readonly title: v.OptionalSchema<v.OptionalSchema<v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MinLengthAction<string, 1, "text_empty">, v.MaxLengthAction<string, number, "text_too_long">, v.CheckAction<string, "text_not_storable">]>, undefined>, undefined>;
            readonly font: v.OptionalSchema<v.OptionalSchema<v.PicklistSchema<["system", "inherit"], undefined>, "system">, undefined>;
        };
        readonly "~standard": v.StandardProps<{
            accent?: string | undefined;
            theme?: "auto" | "dark" | "light" | undefined;
            radius?: number | undefined;
            launcher?: "icon" | "text" | undefined;
            launcherText?: string | undefined;
            logo?: string | undefined;
            title?: string | undefined;
            font?: "inherit" | "system" | undefined;
        }, {
            accent?: string | undefined;
            theme?: "auto" | "dark" | "light" | undefined;
            radius?: number | undefined;
            launcher?: "icon" | "text" | undefined;
            launcherText?: string | undefined;
            logo?: string | undefined;
            title?: string | undefined;
            font?: "inherit" | "system" | undefined;
        }>;
        readonly "~run": (dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) => v.OutputDataset<{
            accent?: string | undefined;
            theme?: "auto" | "dark" | "light" | undefined;
            radius?: number | undefined;
            launcher?: "icon" | "text" | undefined;
            launcherText?: string | undefined;
            logo?: string | undefined;
            title?: string | undefined;
            font?: "inherit" | "system" | undefined;
        }, v.CheckIssue<string> | v.MaxLengthIssue<string, number> | v.MaxValueIssue<number, 2> | v.MinLengthIssue<string, 1> | v.MinValueIssue<number, 0> | v.NumberIssue | v.ObjectIssue | v.PicklistIssue | v.RegexIssue<string> | v.StringIssue>;
        readonly "~types"?: {
            readonly input: {
                accent?: string | undefined;
                theme?: "auto" | "dark" | "light" | undefined;
                radius?: number | undefined;
                launcher?: "icon" | "text" | undefined;
                launcherText?: string | undefined;
                logo?: string | undefined;
                title?: string | undefined;
                font?: "inherit" | "system" | undefined;
            };
            readonly output: {
                accent?: string | undefined;
                theme?: "auto" | "dark" | "light" | undefined;
                radius?: number | undefined;
                launcher?: "icon" | "text" | undefined;
                launcherText?: string | undefined;
                logo?: string | undefined;
                title?: string | undefined;
                font?: "inherit" | "system" | undefined;
            };
            readonly issue: v.CheckIssue<string> | v.MaxLengthIssue<string, number> | v.MaxValueIssue<number, 2> | v.MinLengthIssue<string, 1> | v.MinValueIssue<number, 0> | v.NumberIssue | v.ObjectIssue | v.PicklistIssue | v.RegexIssue<string> | v.StringIssue;
        } | undefined;
    }, undefined>;
    readonly dataLayer: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
    readonly consentSource: v.OptionalSchema<v.PicklistSchema<["manual"], undefined>, "manual">;
    readonly cartSource: v.OptionalSchema<v.PicklistSchema<["manual"], undefined>, "manual">;
    readonly cookieDomain: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
    readonly titleBadge: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
    readonly api: v.OptionalSchema<v.StringSchema<undefined>, undefined>;
}, undefined>;
/** What a page may pass. */
export type OptionsInput = v.InferInput<typeof Options>;
/** What the widget works with: defaults filled in. */
export type Options = v.InferOutput<typeof Options>;
