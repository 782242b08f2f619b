import type { CannedResponse } from '../../protocol/rest-canned.ts';

/** A template in a list: how it is called, in which language, and its first words. */
export function CannedOption({ canned }: { canned: CannedResponse }) {
  return (
    <span class="opt__text">
      <span class="opt__name clip">
        /{canned.shortcut} {canned.locale !== undefined && <span class="tag">{canned.locale}</span>}
      </span>
      <small class="clip" dir="auto">
        {canned.text}
      </small>
    </span>
  );
}

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';

/** Those in the shopper's language first, then those for every language, then the others; by shortcut otherwise. */
export function fittingFirst(responses: readonly CannedResponse[], locale: string | undefined): CannedResponse[] {
  const rank = (one: CannedResponse): number => {
    if (one.locale === undefined) return 1;
    return locale !== undefined && languageOf(one.locale) === languageOf(locale) ? 0 : 2;
  };
  return [...responses].sort((a, b) => rank(a) - rank(b));
}
