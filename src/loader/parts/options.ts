import type { Options } from '../../protocol/options.ts';
import type { LauncherSettings } from '../../protocol/settings.ts';
import type { Bell } from '../bell.ts';
import type { LoadPart } from '../parts.ts';
import { checkOptions } from './check-options.ts';
import type * as Explain from './explain.ts';
import { laidOver, placesOf } from './places.ts';

const named = new Set<string>();

/**
 * Reads the options of a page that does more than name its shop: from all places, checked against the table. What is
 * unknown or not allowed is named in the console, once. The main export of `parts/options.js`.
 */
export function readOptions(
  { found, query, data, given }: Pick<Bell, 'found' | 'query' | 'data' | 'given'>,
  loadPart: LoadPart,
): Options {
  const refused: string[] = [];
  const { options: shop } = found as Partial<LauncherSettings>;
  const written = laidOver(placesOf({ shop, query, data, given }, refused), given);
  const options = checkOptions(written, refused);
  const news = refused.filter((name) => !named.has(name) && named.add(name));
  if (news.length > 0) {
    loadPart('parts/explain.js').then(
      (part) => news.forEach((part as typeof Explain).explain),
      () => console.warn('Shopbell: not allowed:', ...news),
    );
  }
  return options;
}

export { place } from './place.ts';
