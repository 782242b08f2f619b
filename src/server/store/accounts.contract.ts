import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newShop, type OpenStore } from './fixtures.contract.ts';
import type { JoinLink, ResetLink } from './invitations.ts';
import type { Agent, AgentSession } from './people.ts';
import type { Store } from './store.ts';

const agentOf = (shop: string, id: string, role: Agent['role'] = 'agent'): Agent => ({
  shop,
  id,
  name: id.slice(2),
  email: `${id.slice(2)}@${shop}.test`,
  role,
  permissions: ['chat'],
  passwordHash: 'argon2id$made-up',
});
const sessionOf = ({ shop, id: agent }: Agent, lastUsedAt = Date.now()): AgentSession => ({
  id: randomUUID(),
  shop,
  agent,
  createdAt: lastUsedAt,
  expiresAt: Date.now() + 60_000,
  lastUsedAt,
  device: 'Firefox on Linux',
});
const joinOf = (shop: string, extra: Partial<JoinLink> = {}): JoinLink => ({
  kind: 'join',
  shop,
  id: randomUUID(),
  hash: randomUUID(),
  email: 'New@mail.test',
  name: 'New',
  role: 'agent',
  permissions: ['chat', 'reports'],
  createdAt: Date.now(),
  createdBy: 'a_owner',
  expiresAt: Date.now() + 60_000,
  ...extra,
});
const resetOf = ({ shop, id: agent }: Agent): ResetLink => {
  const { id, hash, createdAt, createdBy, expiresAt } = joinOf(shop);
  return { kind: 'reset', shop, id, hash, createdAt, createdBy, expiresAt, agent };
};

/** What every store's accounts, second factors and invitations do. */
export function accountsContract(name: string, open: OpenStore): void {
  describe(`accounts: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    async function team(...agents: Agent[]): Promise<void> {
      for (const agent of agents) await store.people.saveAgent(agent);
    }

    it('[TI1] change just what is named, in their own shop', async () => {
      const [shop, other] = [newShop(), newShop()];
      const [ann, twin] = [agentOf(shop, 'a_ann'), agentOf(other, 'a_ann')];
      await team(ann, twin);
      expect(await store.accounts.change(shop, 'a_ann', { name: 'Anna', permissions: [] })).toBe('changed');
      expect(await store.accounts.everyone(shop)).toEqual([
        { ...ann, name: 'Anna', permissions: [], secondFactor: false },
      ]);
      expect(await store.accounts.everyone(other)).toEqual([{ ...twin, secondFactor: false }]);
      expect(await store.accounts.change(shop, 'a_nobody', { name: 'x' })).toBe('unknown');
    });

    it('[TI2] that are deactivated are nobody, and keep their place until they are let in again', async () => {
      const shop = newShop();
      const [owner, ann] = [agentOf(shop, 'a_owner', 'owner'), agentOf(shop, 'a_ann')];
      await team(owner, ann);
      await store.accounts.change(shop, ann.id, { disabledAt: 5 });
      expect(await store.people.agents(shop)).toEqual([owner]);
      expect(await store.people.agentsByEmail(ann.email)).toEqual([]);
      expect(await store.accounts.everyone(shop)).toMatchObject([{ id: 'a_ann', disabledAt: 5 }, { id: 'a_owner' }]);
      await store.accounts.change(shop, ann.id, { disabledAt: null });
      expect(await store.people.agents(shop)).toEqual([ann, owner]);
    });

    it('[TI3] always leave the shop an owner who may sign in, also when two remove each other at once', async () => {
      const shop = newShop();
      const [one, two] = [agentOf(shop, 'a_one', 'owner'), agentOf(shop, 'a_two', 'owner')];
      await team(one, two);
      const results = await Promise.all([
        store.accounts.change(shop, one.id, { role: 'admin' }),
        store.accounts.change(shop, two.id, { disabledAt: 5 }),
      ]);
      expect(results.sort()).toEqual(['changed', 'last_owner']);
      const owners = (await store.people.agents(shop)).filter(({ role }) => role === 'owner');
      expect(owners).toHaveLength(1);
      expect(await store.accounts.change(shop, owners[0]!.id, { role: 'owner', name: 'Still' })).toBe('changed');
    });

    it('[TI4] end all sessions but the one that changes the password', async () => {
      const shop = newShop();
      const [owner, ann] = [agentOf(shop, 'a_owner', 'owner'), agentOf(shop, 'a_ann')];
      await team(owner, ann);
      const [old, mine, foreign] = [sessionOf(ann, 1000), sessionOf(ann, 2000), sessionOf(owner)];
      for (const session of [old, mine, foreign]) await store.people.saveSession(session);
      expect(await store.accounts.sessions(shop, ann.id)).toEqual([mine, old]);
      expect(await store.accounts.everyone(shop)).toMatchObject([{ id: 'a_ann', lastUsedAt: 2000 }, {}]);
      await store.accounts.change(shop, ann.id, { passwordHash: 'argon2id$new' }, mine.id);
      expect(await store.accounts.sessions(shop, ann.id)).toEqual([mine]);
      await store.accounts.change(shop, ann.id, { disabledAt: 5 });
      expect(await store.accounts.sessions(shop, ann.id)).toEqual([]);
      expect(await store.people.session(foreign.id)).toEqual(foreign);
    });

    it('[TI5] end one session, all others or all, and never somebody else’s', async () => {
      const shop = newShop();
      const [ann, ben] = [agentOf(shop, 'a_ann'), agentOf(shop, 'a_ben')];
      const sessions = [sessionOf(ann), sessionOf(ann), sessionOf(ann)];
      const his = sessionOf(ben);
      for (const session of [...sessions, his]) await store.people.saveSession(session);
      expect(await store.accounts.endSessions(shop, ann.id, { only: his.id })).toBe(0);
      expect(await store.accounts.endSessions(shop, ann.id, { only: sessions[0]!.id })).toBe(1);
      expect(await store.accounts.endSessions(shop, ann.id, { except: sessions[1]!.id })).toBe(1);
      expect(await store.accounts.endSessions(shop, ann.id)).toBe(1);
      expect(await store.people.session(his.id)).toEqual(his);
    });

    it('[TI6] note the use of a session, and do not bring back one that has ended', async () => {
      const ann = agentOf(newShop(), 'a_ann');
      const session = sessionOf(ann);
      await store.people.saveSession(session);
      const use = { lastUsedAt: session.lastUsedAt + 1, expiresAt: session.expiresAt + 1 };
      await store.accounts.useSession(session.id, use);
      expect(await store.people.session(session.id)).toEqual({ ...session, ...use });
      await store.people.endSession(session.id);
      await store.accounts.useSession(session.id, use);
      expect(await store.people.session(session.id)).toBeUndefined();
    });

    it('[TI7] have a second factor once it was confirmed, and only with the secret that was proved', async () => {
      const { shop, id: agent } = agentOf(newShop(), 'a_ann');
      const { factors } = store;
      expect(await factors.factor(shop, agent)).toBeUndefined();
      const began = { shop, agent, secret: 'first', createdAt: 1 };
      expect(await factors.begin(began)).toBe(true);
      expect(await factors.begin({ ...began, secret: 'second' })).toBe(true);
      const proof = { at: 2, step: 10, recovery: ['r1', 'r2'] };
      expect(await factors.confirm(shop, agent, { ...proof, secret: 'first' })).toBe(false);
      expect(await factors.confirm(shop, agent, { ...proof, secret: 'second' })).toBe(true);
      expect(await factors.begin({ ...began, secret: 'third' })).toBe(false);
      const stored = { ...began, secret: 'second', confirmedAt: 2, recoveryCodes: 2 };
      expect(await factors.factor(shop, agent)).toEqual(stored);
      expect(await factors.factor(newShop(), agent)).toBeUndefined();
      expect(await factors.remove(shop, agent)).toBe(true);
      expect(await factors.remove(shop, agent)).toBe(false);
    });

    it('[TI8] take each code once, also when it comes twice at once', async () => {
      const { shop, id: agent } = agentOf(newShop(), 'a_ann');
      const { factors } = store;
      await factors.begin({ shop, agent, secret: 's', createdAt: 1 });
      await factors.confirm(shop, agent, { secret: 's', at: 2, step: 10, recovery: ['r1', 'r2'] });
      expect(await factors.spendStep(shop, agent, 10)).toBe(false);
      const steps = await Promise.all([factors.spendStep(shop, agent, 11), factors.spendStep(shop, agent, 11)]);
      expect(steps.sort()).toEqual([false, true]);
      expect(await factors.spendStep(shop, agent, 10)).toBe(false);
      const codes = await Promise.all([1, 2].map(() => factors.spendRecovery(shop, agent, 'r1')));
      expect(codes.sort()).toEqual([false, true]);
      expect(await factors.factor(shop, agent)).toMatchObject({ recoveryCodes: 1 });
    });

    it('[TI9] come from invitations, of which one address has one, oldest first', async () => {
      const shop = newShop();
      const { invitations } = store;
      const first = joinOf(shop, { createdAt: 1 });
      const other = joinOf(shop, { createdAt: 2, email: undefined, name: undefined });
      await invitations.add(first);
      await invitations.add(other);
      const { email: _email, name: _name, ...bare } = other;
      expect(await invitations.list(shop)).toEqual([first, bare]);
      const again = joinOf(shop, { createdAt: 3, email: 'NEW@mail.test' });
      await invitations.add(again);
      expect(await invitations.list(shop)).toEqual([bare, again]);
      expect(await invitations.byHash(shop, again.hash)).toEqual(again);
      expect(await invitations.byHash(newShop(), again.hash)).toBeUndefined();
      const lapsed = joinOf(shop, { email: 'late@mail.test', expiresAt: Date.now() });
      await invitations.add(lapsed);
      expect(await invitations.byHash(shop, lapsed.hash)).toBeUndefined();
      expect(await invitations.list(shop)).toEqual([bare, again]);
      expect(await invitations.revoke(shop, again.id)).toBe(true);
      expect(await invitations.revoke(shop, again.id)).toBe(false);
    });

    it('[TI9] a renewed invitation opens with the new secret alone', async () => {
      const shop = newShop();
      const link = joinOf(shop);
      await store.invitations.add(link);
      const to = { hash: randomUUID(), expiresAt: Date.now() + 90_000 };
      expect(await store.invitations.renew(shop, link.id, to)).toEqual({ ...link, ...to });
      expect(await store.invitations.byHash(shop, link.hash)).toBeUndefined();
      expect(await store.invitations.renew(newShop(), link.id, to)).toBeUndefined();
    });

    it('[TI10] an invitation makes one agent, once, and none where the address has one', async () => {
      const shop = newShop();
      const link = joinOf(shop);
      await store.invitations.add(link);
      await team(agentOf(shop, 'a_ann'));
      const twin = { ...agentOf(shop, 'a_twin'), email: `ANN@${shop}.test` };
      expect(await store.invitations.accept(shop, link.hash, twin)).toBe('exists');
      const results = await Promise.all(
        ['a_x', 'a_y'].map((id) => store.invitations.accept(shop, link.hash, agentOf(shop, id))),
      );
      expect(results.sort()).toEqual(['accepted', 'gone']);
      expect(await store.people.agents(shop)).toHaveLength(2);
    });

    it('[TI11] a reset sets the password once, ends every session, and does not let the deactivated in', async () => {
      const shop = newShop();
      const [owner, ann] = [agentOf(shop, 'a_owner', 'owner'), agentOf(shop, 'a_ann')];
      await team(owner, ann);
      await store.people.saveSession(sessionOf(ann));
      const [older, link] = [resetOf(ann), resetOf(ann)];
      await store.invitations.add(older);
      await store.invitations.add(link);
      expect(await store.invitations.list(shop)).toEqual([]);
      expect(await store.invitations.reset(shop, older.hash, 'argon2id$x')).toBeUndefined();
      expect(await store.invitations.accept(shop, link.hash, agentOf(shop, 'a_x'))).toBe('gone');
      expect(await store.invitations.reset(shop, link.hash, 'argon2id$new')).toBe('a_ann');
      expect(await store.invitations.reset(shop, link.hash, 'argon2id$newer')).toBeUndefined();
      expect(await store.accounts.sessions(shop, ann.id)).toEqual([]);
      const late = resetOf(ann);
      await store.invitations.add(late);
      await store.accounts.change(shop, ann.id, { disabledAt: 5 });
      expect(await store.invitations.reset(shop, late.hash, 'argon2id$x')).toBeUndefined();
      expect((await store.accounts.everyone(shop))[0]).toMatchObject({ id: 'a_ann', passwordHash: 'argon2id$new' });
    });

    it('[TI12] whoever is deactivated or made an agent leaves no invitation behind', async () => {
      const shop = newShop();
      await team(agentOf(shop, 'a_owner', 'owner'), agentOf(shop, 'a_ann', 'admin'));
      await store.invitations.add(joinOf(shop, { createdBy: 'a_ann', email: 'one@mail.test' }));
      const kept = joinOf(shop, { email: 'two@mail.test' });
      await store.invitations.add(kept);
      await store.accounts.change(shop, 'a_ann', { role: 'agent' });
      expect(await store.invitations.list(shop)).toEqual([kept]);
    });
  });
}
