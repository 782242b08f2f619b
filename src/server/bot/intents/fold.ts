/** Letters that Unicode does not take apart. */
const WHOLE_LETTERS: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', ı: 'i' };

/** Words of a text for comparing: lower case, without accents, without anything that is no letter or digit. */
export function fold(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[ßœæøłı]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}
