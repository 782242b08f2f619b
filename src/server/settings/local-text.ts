import { languageOf } from '../store/shop-flows.ts';
import type { LocalText } from '../store/shops.ts';

/** The text in the shopper's language, else in the shop's, else in English, else in whichever there is. */
export function textIn(texts: LocalText | undefined, locale: string, shopLocale: string): string | undefined {
  if (!texts) return undefined;
  const tags = Object.keys(texts);
  for (const wanted of [locale, shopLocale, 'en']) {
    const exact = tags.find((tag) => tag.toLowerCase() === wanted.toLowerCase());
    const near = exact ?? tags.find((tag) => languageOf(tag) === languageOf(wanted));
    if (near !== undefined) return texts[near];
  }
  return Object.values(texts)[0];
}
