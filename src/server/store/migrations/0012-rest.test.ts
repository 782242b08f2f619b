import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createGoodsReader, createGoodsWriter } from '../queries/goods.ts';
import { createQueries } from '../sqlite/dialect.ts';
import { first } from './0001-first.ts';
import { rest } from './0012-rest.ts';

describe('the migration to the REST API', () => {
  it('[RA58] makes a row of each thing that catalogues held, and loses none', async () => {
    const db = new DatabaseSync(':memory:');
    const queries = createQueries(db);
    await first.up(queries);
    const product = { id: 'p1', title: 'Mug', price: 1, currency: 'EUR', url: '/p', available: true };
    const card = { number: '#10 01', status: 'placed', total: 1, currency: 'EUR', items: 1, images: [] };
    const catalogue = {
      products: [product, { ...product, id: 'p2' }],
      orders: [{ card, email: 'Ada@mail.test ', placedAt: 5 }],
      discounts: [{ code: 'Été10', percent: 10 }],
    };
    const add = db.prepare('insert into catalogues (shop, catalogue) values (?, ?)');
    add.run('oak', JSON.stringify(catalogue));
    add.run('elm', JSON.stringify({ products: [], orders: [], discounts: [] }));
    await rest.up(queries);

    const goods = createGoodsReader(queries);
    expect(await goods.page('oak', 'products', { limit: 9 })).toEqual({ goods: catalogue.products });
    expect(await goods.one('oak', 'orders', '1001')).toEqual(catalogue.orders[0]);
    expect(await goods.ordersOf('oak', 'ada@mail.test', 9)).toEqual(catalogue.orders);
    expect(await goods.one('oak', 'discounts', 'ete10')).toEqual(catalogue.discounts[0]);
    expect(await goods.page('elm', 'products', { limit: 9 })).toEqual({ goods: [] });
    await createGoodsWriter(queries).put('oak', 'products', [{ ...product, id: 'p3' }]);
    const ids = (await goods.page('oak', 'products', { limit: 9 })).goods.map(({ id }) => id);
    expect(ids).toEqual(['p1', 'p2', 'p3']);
    db.close();
  });

  it('[RA58] dates conversations of before by their last words', async () => {
    const db = new DatabaseSync(':memory:');
    const queries = createQueries(db);
    await first.up(queries);
    db.exec(`insert into conversations (shop, id, visitor, state, state_version, seq, pub, open, folder, priority, active,
      last_at, visitor_messages, changed) values ('oak', 'c_1', 'v_1', '{}', 1, 1, 1, 1, 'chatbot', 0, 1, 77, 1, 1)`);
    await rest.up(queries);
    expect(db.prepare('select updated_at from conversations').get()).toMatchObject({ updated_at: 77 });
    db.close();
  });
});
