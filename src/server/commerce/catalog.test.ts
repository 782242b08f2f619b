import type { Catalogue, Shops } from '../store/shops.ts';
import { createCatalog } from './catalog.ts';
import { commerceContract, SHELVES } from './commerce.contract.ts';

const EMPTY: Catalogue = { products: [], orders: [], discounts: [] };

/** The store's shops, as far as the catalogue asks them. */
const shops: Shops = {
  shop: async () => undefined,
  list: async () => [],
  save: async () => undefined,
  catalogue: async (shop) => structuredClone(shop === 'demo' ? SHELVES : EMPTY),
  saveCatalogue: async () => undefined,
};

commerceContract('the embedded catalogue', async () => createCatalog(shops));
