import type { Options } from '../../protocol/options.ts';
import type { LoadPart } from '../parts.ts';
import type { Sources } from '../sources.ts';
import { gather, type Written } from '../written.ts';
import { checkOptions } from './check-options.ts';
import type * as Explain from './explain.ts';
import { fromLegacy } from './legacy.ts';
import { unfold } from './unfold.ts';

const named = new Set<string>();

/**
 * Reads the options of a page that does more than name its shop: from all places, checked against the table. What is
 * unknown or not allowed is named in the console, once. The main export of `parts/options.js`.
 */
export function readOptions(
  { shop = {}, query, data: { page, ...data }, given }: Sources & { shop?: Written },
  loadPart: LoadPart,
): Options {
  const refused: string[] = [];
  const address: Written = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (/^client/.test(name)) refused.push(`${name} in an address`);
    else address[name] = value;
  }
  const always = page == null ? {} : { minimizable: false };
  const legacy = fromLegacy(document.getElementById('hdAttributes'));
  const written = gather(...[shop, legacy, address, data, given, always].map((place) => unfold(gather(place))));
  // Who has been forgotten is not remembered by what the page was made with.
  for (const name of ['clientId', 'clientToken']) {
    if (Object.hasOwn(given, name) && given[name] === undefined) delete written[name];
  }
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
