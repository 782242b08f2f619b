import { describe, expect, it } from 'vitest';
import { checkPassword } from '../auth/passwords.ts';
import { createCatalog } from '../commerce/catalog.ts';
import { findInstallation } from '../installation.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { isDemoAgent, seedDemo } from './seed-demo.ts';

const { demo } = findInstallation();

describe('the demo shop', () => {
  it('[OP6] is made once, in an empty store: a shop, a team of three, goods, orders, codes, hours', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    expect(await seedDemo(store, demo)).toBe(true);
    const [shop] = await store.shops.list();
    expect(shop).toMatchObject({ id: 'demo', name: 'Hazel & Hem', transfer: 'always', askEmail: 'handoff' });
    expect(shop?.hours).toContainEqual({ weekday: 4, from: 540, to: 1200 });
    expect(shop?.hours.some(({ weekday }) => weekday === 0)).toBe(false);
    expect(shop?.departments.length).toBeGreaterThan(1);

    const team = await store.people.agents('demo');
    expect(team.map(({ name, email, role }) => ({ name, email, role }))).toEqual([
      { name: 'Jonas Weber', email: 'jonas@demo.test', role: 'agent' },
      { name: 'Olive Hart', email: 'owner@demo.test', role: 'owner' },
      { name: 'Priya Nair', email: 'priya@demo.test', role: 'agent' },
    ]);
    for (const agent of team) expect(await checkPassword('demo-demo', agent.passwordHash)).toBe(true);

    const commerce = createCatalog(store.goods);
    const goods = await commerce.searchProducts('demo', '', 50);
    expect(goods.length).toBeGreaterThan(5);
    for (const product of goods)
      expect(product).toMatchObject({ currency: 'EUR', url: expect.stringMatching(/^\/demo\//) });
    expect(await commerce.order('demo', '10482', 'marta@example.com')).toMatchObject({ status: 'shipped', items: 3 });
    expect(await commerce.discount('demo', 'WELCOME10')).toMatchObject({ percent: 10 });

    await store.shops.save({ ...shop!, name: 'Renamed' });
    expect(await seedDemo(store, demo)).toBe(false);
    expect((await store.shops.list()).map(({ name }) => name)).toEqual(['Renamed']);
    await store.close();
  });

  it('[OP6] leaves a store alone that has another shop', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    await seedDemo(store, demo);
    const [shop] = await store.shops.list();
    const other = await createSqliteStore({ file: ':memory:' });
    await other.shops.save({ ...shop!, id: 'oak' });
    expect(await seedDemo(other, demo)).toBe(false);
    expect((await other.shops.list()).map(({ id }) => id)).toEqual(['oak']);
    await Promise.all([store.close(), other.close()]);
  });

  it('[AU11] knows whose password the whole world knows', () => {
    expect(isDemoAgent({ shop: 'demo', email: 'Owner@demo.test' })).toBe(true);
    expect(isDemoAgent({ shop: 'oak', email: 'owner@demo.test' })).toBe(false);
    expect(isDemoAgent({ shop: 'demo', email: 'somebody@oak.example' })).toBe(false);
  });
});
