import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../../src/server/store/sqlite/create-sqlite-store.ts';
import { checkLogs, type LogCheck } from '../support/check-logs.ts';
import { seeded } from '../support/random.ts';
import { type Memory, memoryEnv, memoryOf, settledMemory } from '../support/server-memory.ts';
import { startServerProcess } from '../support/server-process.ts';
import { createFrames } from './frames.ts';
import { createRequestFuzz } from './requests.ts';
import { createSocketFuzz } from './sockets.ts';

export interface FuzzOptions {
  /** Frames and requests in all; a tenth of them are requests. */
  total: number;
  seed: number;
  log(line: string): void;
}

export interface FuzzReport extends LogCheck {
  frames: number;
  requests: number;
  /** Of the server once warm, and at the end. */
  memory: { warm: Memory; end: Memory };
}

const SHOPPERS = 12;
const AGENTS = ['owner@demo.test', 'jonas@demo.test'];
const CALLERS = 3;
/** The limits are tried elsewhere; here they would only keep most of the frames out. */
const LIMITS = {
  connectionsPerPrefix: 100_000,
  commandBurst: 10_000,
  commandsPerSecond: 10_000,
  shopCommandBurst: 1_000_000,
  shopCommandsPerSecond: 1_000_000,
};
const TOKEN = 'fuzz-token';
const SHARES = { valid: 0.5, near: 0.48 };

/** Shoppers, agents and HTTP clients of the worst kind, against the built server in a process of its own. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const random = seeded(options.seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'shopbell-fuzz-'));
  const server = await startServerProcess({
    dataDir,
    env: { LOG_LEVEL: 'error', LIMITS: JSON.stringify(LIMITS), ...memoryEnv(TOKEN) },
  });
  const url = `${server.origin.replace('http', 'ws')}/ws`;
  try {
    const cookies = await Promise.all(AGENTS.map((email) => signIn(server.origin, email)));
    const done = { frames: 0, requests: 0 };
    const mostFrames = Math.floor(options.total * 0.9);
    const uuid = (): string => crypto.randomUUID();
    const sides = [...new Array<undefined>(SHOPPERS).fill(undefined), ...cookies];
    const sockets = sides.map((cookie) => {
      const frames = createFrames(cookie ? 'agent' : 'visitor', random, uuid, SHARES);
      return createSocketFuzz({
        url,
        origin: server.origin,
        cookie,
        frames,
        random,
        onFrame: () => (done.frames += 1),
      });
    });
    const callers: Record<string, string>[] = [
      {},
      { cookie: 'shopbell_session=nonsense' },
      ...cookies.map((cookie) => ({ cookie })),
    ];
    const requests = await Promise.all(
      Array.from({ length: CALLERS }, () =>
        createRequestFuzz({ origin: server.origin, callers, random, onRequest: () => (done.requests += 1) }),
      ),
    );
    const watch = setInterval(async () => {
      const sofar = done.frames + done.requests;
      const { resident } = await memoryOf(server.origin, TOKEN);
      options.log(`${sofar} of ${options.total}, ${(resident / 2 ** 20).toFixed()} MiB`);
    }, 10_000);
    const all = (share: number): Promise<unknown> =>
      Promise.all([
        ...sockets.map((one) => one.run(() => done.frames < mostFrames * share)),
        ...requests.map((one) => one.run(() => done.requests < (options.total - mostFrames) * share)),
      ]);
    // Half of the run warms all caches, tables and pools; the other half must not need much more.
    await all(0.5);
    const warm = await settledMemory(server.origin, TOKEN, server.pid()!);
    await all(1);
    const end = await settledMemory(server.origin, TOKEN, server.pid()!);
    clearInterval(watch);

    const faults = [...sockets, ...requests].flatMap((one) => one.faults.slice(0, 5));
    const code = await server.stop();
    if (code !== 0) faults.push(`the server ended with ${code}`);
    const said = server.output().split('\n').filter(isAlarm);
    faults.push(...said.slice(0, 10).map((line) => `the server says: ${line.slice(0, 600)}`));
    const store = await createSqliteStore({ file: join(dataDir, 'shopbell.db') });
    const logs = await checkLogs(store);
    await store.close();
    return { ...done, ...logs, memory: { warm, end }, faults: [...faults, ...logs.faults] };
  } finally {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whatever the server says at the level of errors, or in a crash. */
const isAlarm = (line: string): boolean => /"level":(50|60)|"level":"(error|fatal)"|unhandled|Error:/i.test(line);

async function signIn(origin: string, email: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'demo-demo' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`${email} cannot sign in: ${answer.status}`);
  return cookie;
}
