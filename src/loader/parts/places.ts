import type { Sources } from '../sources.ts';
import { gather, type Written } from '../written.ts';
import { fromLegacy, OLDER_INSTALL } from './legacy.ts';
import { unfold } from './unfold.ts';

/** Where an option may be written, from the weakest to the strongest. */
export type PlaceName = 'shop' | 'legacy' | 'address' | 'data' | 'init' | 'page';

/**
 * The options of each place by the names of the table, not checked yet; from the weakest place to the strongest.
 * @param refused receives the names of what may not stand where it does
 */
export function placesOf(
  { shop = {}, query, data: { page, ...data }, given }: Sources & { shop?: Written },
  refused: string[],
): [place: PlaceName, written: Written][] {
  const address: Written = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (/^client/.test(name)) refused.push(`${name} in an address`);
    // The page's own address, where that counts, may also ask for the installation check.
    else if (name !== 'shopbell-debug') address[name] = value;
  }
  const places: [PlaceName, Written][] = [
    ['shop', shop],
    ['legacy', fromLegacy(document.getElementById(OLDER_INSTALL))],
    ['address', address],
    ['data', data],
    ['init', given],
    // A page that has nothing else cannot be reduced to a launcher.
    ['page', page == null ? {} : { minimizable: false }],
  ];
  return places.map(([place, written]) => [place, unfold(gather(written))]);
}

/** All of them together. What was taken back by `logout` is not remembered by what the page was made with. */
export function laidOver(places: [PlaceName, Written][], given: Written): Written {
  const written = gather(...places.map(([, place]) => place));
  for (const name of ['clientId', 'clientToken']) {
    if (Object.hasOwn(given, name) && given[name] === undefined) delete written[name];
  }
  return written;
}
