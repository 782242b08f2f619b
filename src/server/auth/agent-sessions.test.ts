import { describe, expect, it } from 'vitest';
import type { Agent, AgentSession } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { createAgentSessions } from './agent-sessions.ts';
import { hashPassword } from './passwords.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function setUp(barred?: (agent: Agent) => boolean) {
  const ann: Agent = {
    shop: 'oak',
    id: 'a_ann',
    name: 'Ann',
    email: 'ann@oak.test',
    role: 'agent',
    permissions: ['chat'],
    passwordHash: await hashPassword('right'),
  };
  const other: Agent = { ...ann, shop: 'elm', id: 'a_other', passwordHash: await hashPassword('other') };
  const stored = new Map<string, AgentSession>();
  const team = [ann, other];
  const writes: Partial<AgentSession>[] = [];
  const people: Store['people'] = {
    visitor: async () => undefined,
    saveAgent: async () => undefined,
    agents: async (shop) => team.filter((one) => one.shop === shop),
    agentsByEmail: async (email) => team.filter((one) => one.email === email),
    saveSession: async (session) => void stored.set(session.id, session),
    session: async (id) => stored.get(id),
    endSession: async (id) => void stored.delete(id),
  };
  const accounts: Store['accounts'] = {
    everyone: async () => [],
    change: async () => 'changed',
    sessions: async () => [],
    endSessions: async () => 0,
    async useSession(id, use) {
      writes.push(use);
      const session = stored.get(id);
      if (session) stored.set(id, { ...session, ...use });
    },
  };
  const clock = { now: 1_000_000 * DAY };
  const sessions = createAgentSessions({ people, accounts }, () => clock.now, barred);
  return { sessions, stored, clock, team, writes, begin: () => sessions.begin(team[0]!, 'Firefox on Linux') };
}

describe('sessions of agents', () => {
  it('[AU9] are kept as a hash: what the store holds opens nothing', async () => {
    const { sessions, stored, begin } = await setUp();
    const { secret, session } = await begin();
    expect([...stored.keys()]).toEqual([session]);
    expect(JSON.stringify([...stored])).not.toContain(secret);
    expect(await sessions.find(session)).toBeUndefined();
    expect((await sessions.find(secret))?.agent.id).toBe('a_ann');
  });

  it('[AU9] end 30 days after the last use', async () => {
    const { sessions, clock, begin } = await setUp();
    const { secret } = await begin();
    clock.now += 12 * HOUR;
    expect(await sessions.find(secret)).toMatchObject({ renewed: false });
    clock.now += 20 * DAY;
    expect(await sessions.find(secret)).toMatchObject({ renewed: true });
    clock.now += 20 * DAY;
    expect(await sessions.find(secret)).toBeDefined();
    clock.now += 30 * DAY;
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('[TI20] end 90 days after the sign-in, however much they are used', async () => {
    const { sessions, clock, begin } = await setUp();
    const { secret } = await begin();
    for (let day = 1; day < 90; day++) {
      clock.now += DAY;
      expect(await sessions.find(secret), `day ${day}`).toBeDefined();
    }
    clock.now += DAY;
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('[TI20] note their use once an hour, and have a new secret at each sign-in', async () => {
    const { sessions, clock, writes, begin } = await setUp();
    const { secret } = await begin();
    await sessions.find(secret);
    clock.now += HOUR;
    await sessions.find(secret);
    await sessions.find(secret);
    expect(writes).toMatchObject([{ lastUsedAt: clock.now }]);
    expect((await begin()).secret).not.toBe(secret);
  });

  it('[AU9] end with the agent', async () => {
    const { sessions, team, begin } = await setUp();
    const { secret } = await begin();
    team.splice(0, 1);
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('[AU10] belong to the shop whose password was given, where one address has several', async () => {
    const { sessions } = await setUp();
    expect((await sessions.check('Ann@oak.test', 'right'))?.shop).toBe('oak');
    expect((await sessions.check('ann@oak.test', 'other'))?.shop).toBe('elm');
    expect(await sessions.check('ann@oak.test', 'neither')).toBeUndefined();
  });

  it('[AU11] are closed to whoever is barred, old sessions included', async () => {
    let production = false;
    const { sessions, begin } = await setUp(({ shop }) => production && shop === 'oak');
    const { secret } = await begin();
    production = true;
    expect(await sessions.check('ann@oak.test', 'right')).toBeUndefined();
    expect(await sessions.find(secret)).toBeUndefined();
  });
});
