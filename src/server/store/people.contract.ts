import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newShop, type OpenStore } from './fixtures.contract.ts';
import type { Agent } from './people.ts';
import type { Store } from './store.ts';

const agentOf = (shop: string, extra: Partial<Agent> = {}): Agent => ({
  shop,
  id: 'a_priya',
  name: 'Priya',
  email: `Priya@${shop}.test`,
  role: 'agent',
  permissions: ['chat', 'reports'],
  passwordHash: 'argon2id$made-up',
  ...extra,
});

/** What every store's list of people does. */
export function peopleContract(name: string, open: OpenStore): void {
  describe(`people: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('[ST22] keeps agents, adds and replaces them, by name', async () => {
      const shop = newShop();
      const priya = agentOf(shop, { avatar: '/files/demo/f_avatar' });
      const jonas = agentOf(shop, { id: 'a_jonas', name: 'Jonas', email: 'jonas@mail.test' });
      await store.people.saveAgent(priya);
      await store.people.saveAgent(jonas);
      expect(await store.people.agents(shop)).toEqual([jonas, priya]);
      const { avatar: _, ...plain } = priya;
      await store.people.saveAgent({ ...plain, name: 'Ada', role: 'admin' });
      expect(await store.people.agents(shop)).toEqual([{ ...plain, name: 'Ada', role: 'admin' }, jonas]);
      expect(await store.people.agents(newShop())).toEqual([]);
    });

    it('[ST22] finds agents by email in any case, over all shops', async () => {
      const [one, two] = [newShop(), newShop()];
      const email = `Owner@${one}.test`;
      await store.people.saveAgent(agentOf(one, { email }));
      await store.people.saveAgent(agentOf(two, { email }));
      const found = await store.people.agentsByEmail(email.toUpperCase());
      expect(found.map((agent) => agent.shop).sort()).toEqual([one, two].sort());
      expect(await store.people.agentsByEmail('nobody@mail.test')).toEqual([]);
    });

    it('[ST22] refuses a second agent with the same email in a shop', async () => {
      const shop = newShop();
      await store.people.saveAgent(agentOf(shop, { email: 'same@mail.test' }));
      const other = agentOf(shop, { id: 'a_other', email: 'SAME@mail.test' });
      await expect(store.people.saveAgent(other)).rejects.toThrow('has this email address');
      expect(await store.people.agents(shop)).toHaveLength(1);
    });

    it('[ST23] opens a session until it ends or expires', async () => {
      const now = Date.now();
      const session = {
        shop: newShop(),
        agent: 'a_priya',
        createdAt: now,
        lastUsedAt: now,
        device: 'Firefox on Linux',
      };
      const lasting = { ...session, id: `lasting-${session.shop}`, expiresAt: now + 60_000 };
      const lapsed = { ...session, id: `lapsed-${session.shop}`, expiresAt: now };
      await store.people.saveSession(lasting);
      await store.people.saveSession(lapsed);
      expect(await store.people.session(lasting.id)).toEqual(lasting);
      expect(await store.people.session(lapsed.id)).toBeUndefined();
      await store.people.saveSession({ ...lasting, expiresAt: now + 90_000 });
      expect(await store.people.session(lasting.id)).toMatchObject({ expiresAt: now + 90_000 });
      await store.people.endSession(lasting.id);
      expect(await store.people.session(lasting.id)).toBeUndefined();
      await store.people.endSession('unknown');
    });
  });
}
