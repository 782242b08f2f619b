import { fill } from './fill.ts';

/** A text with a number `{n}` in it, in each form that its language has for whole numbers (CLDR's names). */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The form that fits `n`, with the number as the locale writes it. Other places stay. */
export const counted = (locale: string, forms: Forms, n: number): string =>
  fill(forms[new Intl.PluralRules(locale).select(n)] ?? forms.other, { n: n.toLocaleString(locale) });
