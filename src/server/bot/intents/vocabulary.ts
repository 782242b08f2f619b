import * as v from 'valibot';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { fold } from './fold.ts';
import fr from './fr.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };

/** What a shopper may want, the one that wins a tie first. */
export const INTENTS = [
  'handoff',
  'returns',
  'order_status',
  'find_size',
  'discount',
  'products',
  'thanks',
  'hello',
] as const;
export type Intent = (typeof INTENTS)[number];

const Phrases = v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1));

/** Phrases of each intent; `*` at a word's end stands for any ending. `skipped`: words that name no product. */
const Words = v.strictObject({
  ...(Object.fromEntries(INTENTS.map((intent) => [intent, Phrases])) as Record<Intent, typeof Phrases>),
  skipped: Phrases,
});

/** A phrase's words, folded: all of them have to be said, in any order. */
export type Phrase = { word: string; open: boolean }[];

export interface Vocabulary {
  phrases: { intent: Intent; phrase: Phrase }[];
  skipped: Set<string>;
}

const vocabularies = new Map(
  Object.entries({ en, fr, de, es, it }).map(([locale, source]) => [locale, vocabularyOf(v.parse(Words, source))]),
);

/** The vocabulary of this language (BCP 47), else the English one. */
export function vocabularyFor(locale: string): Vocabulary {
  const base = locale.toLowerCase().split('-')[0] ?? '';
  return vocabularies.get(base) ?? vocabularies.get('en')!;
}

function vocabularyOf({ skipped, ...intents }: v.InferOutput<typeof Words>): Vocabulary {
  const phrases = INTENTS.flatMap((intent) => intents[intent].map((text) => ({ intent, phrase: phraseOf(text) })));
  return { phrases, skipped: new Set(skipped.flatMap(fold)) };
}

function phraseOf(text: string): Phrase {
  return text.split(' ').flatMap((part) => {
    const words = fold(part);
    return words.map((word, index) => ({ word, open: part.endsWith('*') && index === words.length - 1 }));
  });
}
