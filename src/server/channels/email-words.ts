import { inLanguage } from '../related.ts';
import ar from './locales/ar.json' with { type: 'json' };
import cs from './locales/cs.json' with { type: 'json' };
import da from './locales/da.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fi from './locales/fi.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };
import it from './locales/it.json' with { type: 'json' };
import ja from './locales/ja.json' with { type: 'json' };
import ko from './locales/ko.json' with { type: 'json' };
import nb from './locales/nb.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };
import pl from './locales/pl.json' with { type: 'json' };
import pt from './locales/pt.json' with { type: 'json' };
import sv from './locales/sv.json' with { type: 'json' };
import tr from './locales/tr.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };

/** What stands around a reply; `{agent}`, `{shop}` and `{link}` are filled in. */
export type EmailWords = typeof en;

/** A new language is one file and one word here. */
const WORDS = new Map<string, EmailWords>(
  Object.entries({ ar, cs, da, de, en, es, fi, fr, he, it, ja, ko, nb, nl, pl, pt, sv, tr, 'zh-Hans': zhHans }),
);

/** In the customer's language (BCP 47), else in English. */
export const emailWordsFor = (locale: string): EmailWords => inLanguage(WORDS, locale) ?? en;

export const fillWords = (line: string, names: { agent: string; shop: string; link: string }): string =>
  line.replace(/\{(agent|shop|link)\}/g, (_, name: keyof typeof names) => names[name]);
