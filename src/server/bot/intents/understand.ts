import { fold } from './fold.ts';
import { type Intent, type Phrase, type Vocabulary, vocabularyFor } from './vocabulary.ts';

export interface Understood {
  /** Absent when no phrase fits. */
  intent?: Intent;
  /** Words that may name a product. */
  query: string;
}

/** What a text asks for, by keywords: the phrase with the most words decides. English is understood in every language. */
export function understand(text: string, locale: string): Understood {
  const words = fold(text);
  const own = vocabularyFor(locale);
  const english = vocabularyFor('en');
  const intent = bestOf(own.phrases, words) ?? (own === english ? undefined : bestOf(english.phrases, words));
  const query = words.filter((word) => !own.skipped.has(word)).join(' ');
  return { ...(intent && { intent }), query };
}

function bestOf(phrases: Vocabulary['phrases'], words: string[]): Intent | undefined {
  let best: { intent: Intent; weight: number } | undefined;
  for (const { intent, phrase } of phrases) {
    // "I want …" opens many a wish: whatever else is named weighs more than a product.
    const weight = intent === 'products' ? 1 : phrase.length;
    if (weight > (best?.weight ?? 0) && phrase.every((part) => words.some((word) => fits(part, word)))) {
      best = { intent, weight };
    }
  }
  return best?.intent;
}

const fits = ({ word: wanted, open }: Phrase[number], word: string): boolean =>
  open ? word.startsWith(wanted) : word === wanted;
