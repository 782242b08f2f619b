import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Agent, AgentSession, People } from '../store/people.ts';
import { createAgentSessions } from './agent-sessions.ts';
import { hashPassword } from './passwords.ts';
import { loadSecret } from './secret.ts';

const DAY = 86_400_000;

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
  const people: People = {
    visitor: async () => undefined,
    saveAgent: async () => undefined,
    agents: async (shop) => team.filter((one) => one.shop === shop),
    agentsByEmail: async (email) => team.filter((one) => one.email === email),
    saveSession: async (session) => void stored.set(session.id, session),
    session: async (id) => stored.get(id),
    endSession: async (id) => void stored.delete(id),
  };
  const clock = { now: 1_000_000 * DAY };
  return { sessions: createAgentSessions(people, () => clock.now, barred), stored, clock, team };
}

describe('sessions of agents', () => {
  it('[AU9] are kept as a hash: what the store holds opens nothing', async () => {
    const { sessions, stored } = await setUp();
    const { secret, session } = (await sessions.signIn('Ann@oak.test', 'right'))!;
    expect([...stored.keys()]).toEqual([session]);
    expect(JSON.stringify([...stored])).not.toContain(secret);
    expect(await sessions.find(session)).toBeUndefined();
    expect((await sessions.find(secret))?.agent.id).toBe('a_ann');
  });

  it('[AU9] end 30 days after the last use', async () => {
    const { sessions, clock } = await setUp();
    const { secret } = (await sessions.signIn('ann@oak.test', 'right'))!;
    clock.now += 12 * 3_600_000;
    expect(await sessions.find(secret)).toMatchObject({ renewed: false });
    clock.now += 20 * DAY;
    expect(await sessions.find(secret)).toMatchObject({ renewed: true });
    clock.now += 20 * DAY;
    expect(await sessions.find(secret)).toBeDefined();
    clock.now += 30 * DAY;
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('[AU9] end with the agent', async () => {
    const { sessions, team } = await setUp();
    const { secret } = (await sessions.signIn('ann@oak.test', 'right'))!;
    team.splice(0, 1);
    expect(await sessions.find(secret)).toBeUndefined();
  });

  it('[AU10] belong to the shop whose password was given, where one address has several', async () => {
    const { sessions } = await setUp();
    expect((await sessions.signIn('ann@oak.test', 'right'))?.agent.shop).toBe('oak');
    expect((await sessions.signIn('ann@oak.test', 'other'))?.agent.shop).toBe('elm');
    expect(await sessions.signIn('ann@oak.test', 'neither')).toBeUndefined();
  });

  it('[AU11] are closed to whoever is barred, old sessions included', async () => {
    let production = false;
    const { sessions } = await setUp(({ shop }) => production && shop === 'oak');
    const { secret } = (await sessions.signIn('ann@oak.test', 'right'))!;
    production = true;
    expect(await sessions.signIn('ann@oak.test', 'right')).toBeUndefined();
    expect(await sessions.find(secret)).toBeUndefined();
  });
});

describe('the secret', () => {
  it('[AU12] is made once, for its owner alone', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'shopbell-secret-'));
    const [one, two] = await Promise.all([loadSecret(dir), loadSecret(dir)]);
    expect(one).toEqual(two);
    expect(one).toHaveLength(32);
    expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
    await writeFile(join(dir, 'secret'), 'short');
    await expect(loadSecret(dir)).rejects.toThrow('32 bytes');
    await rm(dir, { recursive: true });
  });
});
