import type { Shop, Shops } from '../store/shops.ts';
import { type Refusal, refuse } from './problem.ts';

const ATTEMPTS = 5;

/** Changes a shop's settings; of two changes at once neither undoes the other. */
export async function editShop(
  shops: Pick<Shops, 'edition' | 'saveOver'>,
  id: string,
  change: (shop: Shop) => Promise<Shop | Refusal> | Shop | Refusal,
): Promise<Shop | Refusal> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const edition = await shops.edition(id);
    if (!edition) return refuse('unknown_shop');
    const changed = await change(edition.shop);
    if ('refused' in changed || (await shops.saveOver(edition.revision, changed))) return changed;
  }
  return refuse('changed');
}
