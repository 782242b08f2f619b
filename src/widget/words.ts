type EnglishFile = typeof import('./locales/en.json');

/** Every word of one language, by the part of the widget that says it. `{name}` stands for a value. */
export type Words = EnglishFile;
export type ChatWords = Words['chat'];

/** Only what the panel itself says is compiled in, in English; the rest comes with the language's file. */
const compiled = import.meta.glob<ChatWords>('./locales/en.json', { eager: true, import: 'chat' });

export const ENGLISH = compiled['./locales/en.json']!;

/** The languages that have a file. */
const LANGUAGES = 'en fr de es it';

/** A region falls back to its language, a language without a file to English. */
export function languageOf(locale: string): string {
  const language = locale.slice(0, 2).toLowerCase();
  return LANGUAGES.includes(language) ? language : 'en';
}

/** Fills `{name}` and its like in a text. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => `${values[name] ?? place}`);

/** Fetches a language once; a failure is forgotten, so that the next call tries again. */
export function createWords(base: string, locale: string): () => Promise<Words> {
  let loading: Promise<Words> | undefined;
  return () => {
    loading ??= fetch(`${base}locales/${languageOf(locale)}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`locale: ${answer.status}`);
      return answer.json() as Promise<Words>;
    });
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}
