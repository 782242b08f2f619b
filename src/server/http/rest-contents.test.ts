import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalog } from '../commerce/catalog.ts';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key();
});
afterAll(() => server.stop());

describe('canned responses', () => {
  it('[RA30] are kept by a shortcut that is unique in its language, in any case', async () => {
    const made = await key('POST', '/canned-responses', { shortcut: 'Returns', text: 'Within 30 days.', locale: 'en' });
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^cr_/), shortcut: 'Returns' } });
    const path = `/canned-responses/${made.body.id}`;
    expect((await key('GET', path)).body).toEqual(made.body);
    expect((await key('POST', '/canned-responses', { shortcut: 'returns', text: 'x', locale: 'en' })).body.code).toBe(
      'exists',
    );
    expect((await key('POST', '/canned-responses', { shortcut: 'returns', text: 'x', locale: 'de' })).status).toBe(201);
    const replaced = await key('PUT', path, { shortcut: 'returns', text: 'Within 60 days.', locale: 'en' });
    expect(replaced.body).toMatchObject({ id: made.body.id, text: 'Within 60 days.', createdAt: made.body.createdAt });
    expect((await key('DELETE', path)).status).toBe(204);
    expect((await key('GET', path)).status).toBe(404);
    expect((await key('PUT', path, { shortcut: 'returns', text: 'x' })).status).toBe(404);
  });

  it('[RA30] are listed by shortcut, by their beginning, and for one language with those for all', async () => {
    for (const [shortcut, locale] of [
      ['hello', ''],
      ['hours', 'en'],
      ['hours', 'fr'],
      ['h_x', ''],
      ['bye', ''],
    ]) {
      await key('POST', '/canned-responses', { shortcut, text: 'x', ...(locale && { locale }) });
    }
    const list = async (query: string) =>
      (await key('GET', `/canned-responses?${query}`)).body.responses.map(
        (one: { shortcut: string; locale?: string }) => one.shortcut + (one.locale ?? ''),
      );
    expect(await list('shortcut=H&locale=fr')).toEqual(['h_x', 'hello', 'hoursfr']);
    expect(await list('shortcut=h_')).toEqual(['h_x']);
    const first = (await key('GET', '/canned-responses?limit=2')).body;
    const second = (await key('GET', `/canned-responses?limit=100&cursor=${first.next}`)).body;
    const all = [...first.responses, ...second.responses].map(({ id }: { id: string }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe((await key('GET', '/canned-responses')).body.responses.length);
  });

  it('[RA31] belong to a department that exists', async () => {
    const body = { shortcut: 'dept', text: 'x', department: 'Nowhere' };
    expect((await key('POST', '/canned-responses', body)).body.code).toBe('unknown_department');
    expect((await key('POST', '/canned-responses', { ...body, department: 'Sales' })).status).toBe(201);
  });
});

describe('departments', () => {
  it('[RA32] have names of their own, in any case', async () => {
    expect((await key('POST', '/departments', { name: 'Returns' })).body).toEqual({
      departments: ['Sales', 'Returns'],
    });
    expect((await key('POST', '/departments', { name: 'RETURNS' })).body.code).toBe('exists');
    expect((await key('PATCH', '/departments/Returns', { name: 'sales' })).body.code).toBe('exists');
    expect((await key('PATCH', '/departments/Returns', { name: 'Send%20back & more' })).status).toBe(200);
    const path = `/departments/${encodeURIComponent('Send%20back & more')}`;
    expect((await key('DELETE', path)).body).toEqual({ departments: ['Sales'] });
    expect((await key('DELETE', path)).status).toBe(404);
    expect((await key('GET', '/departments')).body).toEqual({ departments: ['Sales'] });
  });

  it('[RA32] in use are neither renamed nor removed', async () => {
    await key('POST', '/departments', { name: 'Repairs' });
    const id = await server.says(visitorId(1), 'Broken');
    const command = (body: object) => key('POST', `/conversations/${id}/commands`, { as: 'a_ann', ...body });
    await command({ type: 'conversation.move', department: 'Repairs' });
    expect((await key('DELETE', '/departments/Repairs')).body.code).toBe('in_use');
    expect((await key('PATCH', '/departments/Repairs', { name: 'Fixes' })).body.code).toBe('in_use');
    await command({ type: 'conversation.close', survey: false });
    const canned = await key('POST', '/canned-responses', { shortcut: 'rep', text: 'x', department: 'Repairs' });
    expect((await key('DELETE', '/departments/Repairs')).body.code).toBe('in_use');
    await key('DELETE', `/canned-responses/${canned.body.id}`);
    expect((await key('DELETE', '/departments/Repairs')).status).toBe(200);
  });
});

describe('the embedded catalogue', () => {
  const product = (id: string, more: object = {}) => ({
    id,
    title: `Title ${id}`,
    price: 10,
    currency: 'EUR',
    url: `/p/${id}`,
    ...more,
  });

  it('[RA33] takes products one by one and up to a thousand at once, all or none', async () => {
    expect((await key('PUT', '/catalogue/products/a', product('a', { description: 'Long' }))).body).toMatchObject({
      available: true,
    });
    expect((await key('PUT', '/catalogue/products/a', product('b'))).body.code).toBe('invalid');
    const many = Array.from({ length: 1000 }, (_, n) => product(`m${n}`));
    expect((await key('PUT', '/catalogue/products', { products: many })).body).toEqual({ added: 1000, replaced: 0 });
    expect((await key('PUT', '/catalogue/products', { products: [...many, product('one-more')] })).status).toBe(400);
    const half = { products: [product('new'), { ...product('bad'), price: 'free' }] };
    expect((await key('PUT', '/catalogue/products', half)).status).toBe(400);
    expect((await key('GET', '/catalogue/products/new')).status).toBe(404);
    expect((await key('PUT', '/catalogue/products', { products: [product('a'), product('z')] })).body).toEqual({
      added: 1,
      replaced: 1,
    });
    expect((await key('GET', '/catalogue/products/a')).body).not.toHaveProperty('description');
  });

  it('[RA33] lists products in the order in which they were added, those that are not available too', async () => {
    await key('PUT', '/catalogue/products/m0', product('m0', { available: false }));
    const ids: string[] = [];
    let next = '';
    do {
      const { body } = await key('GET', `/catalogue/products?limit=100${next && `&cursor=${next}`}`);
      ids.push(...body.products.map(({ id }: { id: string }) => id));
      next = body.next ?? '';
    } while (next);
    expect(ids).toHaveLength(1002);
    expect(ids.slice(0, 3)).toEqual(['a', 'm0', 'm1']);
    expect(ids.at(-1)).toBe('z');
    const shown = await createCatalog(server.store.goods).searchProducts('oak', 'm0', 10);
    expect(shown.map(({ id }) => id)).not.toContain('m0');
    expect((await key('DELETE', '/catalogue/products/m0')).status).toBe(204);
    expect((await key('DELETE', '/catalogue/products/m0')).status).toBe(404);
  });

  it('[RA34] finds orders by their numbers as people write them, and by address', async () => {
    const order = {
      number: '#10 42',
      email: 'Ada@mail.test',
      placedAt: 2,
      status: 'placed',
      total: 5,
      currency: 'EUR',
      items: 1,
      images: [],
    };
    expect((await key('PUT', '/catalogue/orders/1042', order)).status).toBe(200);
    expect((await key('PUT', '/catalogue/orders/1043', order)).body.code).toBe('invalid');
    expect((await key('GET', `/catalogue/orders/${encodeURIComponent('#1042')}`)).body).toEqual(order);
    await key('PUT', '/catalogue/orders/7', { ...order, number: '7', placedAt: 3 });
    const numbers = (await key('GET', '/catalogue/orders?email=ADA@mail.test')).body.orders;
    expect(numbers.map(({ number }: { number: string }) => number)).toEqual(['7', '#10 42']);
    expect(await createCatalog(server.store.goods).order('oak', '1042', 'ada@mail.test')).toMatchObject({
      status: 'placed',
    });
    expect((await key('GET', '/catalogue/orders')).body.orders).toHaveLength(2);
    expect((await key('DELETE', '/catalogue/orders/1042')).status).toBe(204);
    expect((await key('GET', '/catalogue/orders/1042')).status).toBe(404);
  });

  it('[RA34] knows a discount code in any case, and keeps the shop’s own form', async () => {
    expect((await key('PUT', '/catalogue/discounts/WELCOME10', { code: 'Welcome10', percent: 10 })).status).toBe(200);
    expect((await key('GET', '/catalogue/discounts/wElCoMe10')).body).toEqual({ code: 'Welcome10', percent: 10 });
    expect((await key('PUT', '/catalogue/discounts/welcome10', { code: 'WELCOME10', percent: 20 })).status).toBe(200);
    expect((await key('GET', '/catalogue/discounts')).body.discounts).toEqual([{ code: 'WELCOME10', percent: 20 }]);
    for (const bad of [{ code: 'a b' }, { code: 'X', percent: 101 }]) {
      expect((await key('PUT', `/catalogue/discounts/${encodeURIComponent(bad.code)}`, bad)).status).toBe(400);
    }
    expect((await key('DELETE', '/catalogue/discounts/Welcome10')).status).toBe(204);
  });
});
