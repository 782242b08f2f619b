import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import it from './locales/it.json' with { type: 'json' };

/** What stands around a reply; `{agent}`, `{shop}` and `{link}` are filled in. */
export type EmailWords = typeof en;

/** A new language is one file and one word here. */
const WORDS: Record<string, EmailWords> = { en, fr, de, es, it };

/** In the customer's language (BCP 47), else in English. */
export function emailWordsFor(locale: string): EmailWords {
  const base = locale.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(WORDS, base) ? WORDS[base]! : en;
}

export const fillWords = (line: string, names: { agent: string; shop: string; link: string }): string =>
  line.replace(/\{(agent|shop|link)\}/g, (_, name: keyof typeof names) => names[name]);
