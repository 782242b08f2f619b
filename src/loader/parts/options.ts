import type { Options } from '../../protocol/options.ts';
import type { LauncherSettings } from '../../protocol/settings.ts';
import type { Bell } from '../bell.ts';
import type { PageOptions } from '../page-options.ts';
import type { LoadPart } from '../parts.ts';
import { checkOptions } from './check-options.ts';
import { type ChangeOptions, decideConsent } from './decide-consent.ts';
import type * as Explain from './explain.ts';
import { place } from './place.ts';
import { laidOver, placesOf } from './places.ts';

const named = new Set<string>();

/**
 * Reads the options of a page that does more than name its shop: from all places, checked against the table. What is
 * unknown or not allowed is named in the console, once.
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

/**
 * Reads the options, asks who decides about consent, and puts the widget where it belongs by them. The export of
 * `parts/options.js`.
 */
export async function renew(page: PageOptions, bell: Bell, loadPart: LoadPart, change: ChangeOptions): Promise<void> {
  const options = readOptions(bell, loadPart);
  if (!(await decideConsent(options, page, bell, loadPart, change))) return;
  page.now = options;
  page.embedded = !!place(bell, options);
}
