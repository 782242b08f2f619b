import { afterAll } from 'vitest';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { createCatalog } from './catalog.ts';
import { commerceContract, SHELVES } from './commerce.contract.ts';

const store = await createSqliteStore({ file: ':memory:' });
afterAll(() => store.close());

commerceContract('the embedded catalogue', async () => {
  await store.shops.saveCatalogue('demo', SHELVES);
  return createCatalog(store.goods);
});
