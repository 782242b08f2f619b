import { languageOf } from './store/shop-flows.ts';

/** Languages whose readers are served by the words of another tag, or of one that names its script too. */
export const RELATED: Readonly<Record<string, string>> = { iw: 'he', no: 'nb', nn: 'nb', zh: 'zh-Hans' };

/** What there is for the language of a locale (BCP 47), or for the one that its readers are served by. */
export function inLanguage<T>(byTag: ReadonlyMap<string, T>, locale: string): T | undefined {
  const language = languageOf(locale);
  return byTag.get(language) ?? byTag.get(RELATED[language] ?? '');
}
