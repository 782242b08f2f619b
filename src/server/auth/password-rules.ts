import { COMMON_WORDS } from './common-words.ts';

export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;
/** Characters that must be more than the continuation of a row, the repetition of a piece, or a name. */
const OWN_CHARACTERS = 5;

/** Why a password is not taken. */
export type Weakness = 'short' | 'long' | 'yours' | 'common';

/** Rows that fingers follow without a thought. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
];
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * What stands against a new password, or undefined. Length does most; beside it nothing that is guessed first is taken:
 * words that everybody uses, rows of keys, repetitions, and the person's own name and address.
 */
export function weaknessOf(password: string, who: { name?: string; email?: string }): Weakness | undefined {
  if (password.length < PASSWORD_LENGTH.min) return 'short';
  if (password.length > PASSWORD_LENGTH.max) return 'long';
  const folded = fold(password);
  if (withoutNames(folded, who).length < OWN_CHARACTERS) return 'yours';
  if (/^(.{1,5}?)\1+.{0,4}$/u.test(folded)) return 'common';
  if (ownCharacters(folded) < OWN_CHARACTERS) return 'common';
  // Figures and signs around and between words add little; those inside a word often stand for letters.
  const inner = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const readings = [inner, folded].map((text) => lettersOf([...text].map((sign) => LOOKALIKES[sign] ?? sign).join('')));
  const letters = lettersOf(folded);
  // A long row of figures with a word or two is more than these words.
  if (letters.length * 2 < folded.length && readings.every((reading) => reading.length < folded.length))
    return undefined;
  return [letters, ...readings].some((text) => isMadeOfWords(text)) ? 'common' : undefined;
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function withoutNames(folded: string, { name = '', email = '' }: { name?: string; email?: string }): string {
  const words = [...fold(email).split(/[@.]/), fold(email), ...fold(name).split(/\s+/), fold(name).replace(/\s+/g, '')];
  return words
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), folded);
}

/** Characters that are neither the one before again nor its neighbour in a row, in either direction. */
function ownCharacters(folded: string): number {
  const signs = [...folded];
  return signs.filter((sign, index) => {
    const before = signs[index - 1];
    if (before === undefined) return true;
    return sign !== before && !ROWS.some((row) => row.includes(before + sign) || row.includes(sign + before));
  }).length;
}

/** At most four common words in a row, and nothing else. */
function isMadeOfWords(letters: string, words = 4): boolean {
  if (letters === '') return words < 4;
  if (words === 0) return false;
  for (let end = letters.length; end > 0; end--) {
    if (COMMON_WORDS.has(letters.slice(0, end)) && isMadeOfWords(letters.slice(end), words - 1)) return true;
  }
  return false;
}
