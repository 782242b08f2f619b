type EnglishFile = typeof import('./locales/en.json');

/** Every word of one language, by the part of the widget that says it. `{name}` stands for a value. */
export type Words = EnglishFile;
export type ChatWords = Words['chat'];

/** Only what the panel itself says is compiled in, in English; the rest comes with the language's file. */
const compiled = import.meta.glob<ChatWords>('./locales/en.json', { eager: true, import: 'chat' });

export const ENGLISH = compiled['./locales/en.json']!;

/** `zh` of `zh-Hans-CN`. */
export const languageOf = (locale: string): string => locale.split('-')[0]!;

/**
 * Fetches a language once; a failure is forgotten, so that the next call tries again.
 * @param file its name in `locales`, without the ending
 */
export function createWords(base: string, file: string): () => Promise<Words> {
  let loading: Promise<Words> | undefined;
  return () => {
    loading ??= Promise.resolve(`${base}locales/${file}.json`)
      .then((url) => fetch(url))
      .then((answer) => {
        if (!answer.ok) throw new Error(`locale: ${answer.status}`);
        return answer.json() as Promise<Words>;
      });
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}
