/** Options by the names of the table, as they were written: a number or a boolean may still be text. */
export type Written = Record<string, unknown>;

/** `fooBar` of `foo_bar` and `foo-bar`. */
const optionName = (name: string): string => name.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase());

/**
 * The options of several places together. Nothing and '' count as absent.
 * @param places from the weakest to the strongest, in any spelling of the names
 */
export function gather(...places: Written[]): Written {
  const written: Written = {};
  for (const place of places) {
    for (const name in place) if ((place[name] ?? '') !== '') written[optionName(name)] = place[name];
  }
  return written;
}

/** The page's language, for when no option says another. */
export const pageLocale = (): string => document.documentElement.lang || navigator.language;
