import type { ComponentChild } from 'preact';
import type { ErrorCode } from '../protocol/error-codes.ts';
import { fill, slots } from '../ui/fill.ts';
import { errorsEn } from './locales/en/errors.ts';
import { en } from './locales/en.ts';

export type TextKey = keyof typeof en;
/** A text that has the forms `.one` and `.other`. */
export type CountedKey = TextKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;
type Params = Readonly<Record<string, string | number>>;

/** The language of the texts, and so of amounts and dates beside them. */
export const LOCALE = 'en-GB';

const plural = new Intl.PluralRules(LOCALE);

/** The text for `key` with its placeholders filled in. */
export const t = (key: TextKey, params: Params = {}): string => fill(en[key], params);

/** The form of a text that fits `n`, which fills `{n}`. */
export const tn = (key: CountedKey, n: number, params: Params = {}): string =>
  t(`${key}.${plural.select(n) === 'one' ? 'one' : 'other'}` as TextKey, { n, ...params });

/** Like `t`, with elements in place of placeholders. */
export const rich = (key: TextKey, parts: Readonly<Record<string, ComponentChild>>): ComponentChild[] =>
  slots(en[key], parts);

/** Why a command or request was refused, in a sentence's second half. */
export const refusalText = (code: string): string => errorsEn[code as ErrorCode] ?? errorsEn.server_error;
