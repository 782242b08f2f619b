import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startCli } from './testing/run-cli.ts';
import { startRedis } from './testing/start-redis.ts';

const within = { timeout: 15_000, interval: 50 };

it('[RY9] starts without its Redis, says so once and at `/readyz`, and is ready as soon as there is one', async () => {
  const redis = await startRedis();
  await redis.stop();
  const root = await mkdtemp(join(tmpdir(), 'shopbell-late-'));
  const server = startCli(['serve'], { PORT: '0', DATA_DIR: root, REDIS_URL: redis.url });
  try {
    const address = /serves at (\S+)/.exec(await server.printed(/openapi\.json\n/))?.[1];
    const readyz = async () => {
      const response = await fetch(`${address}/readyz`);
      return { code: response.status, ...((await response.json()) as Record<string, unknown>) };
    };
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/demo/`)).status).toBe(200);
    expect(await readyz()).toEqual({
      code: 503,
      status: 'not_ready',
      store: 'ok',
      bus: 'lost',
      clock: 'ok',
      draining: false,
    });
    await redis.start();
    await vi.waitFor(
      async () => expect(await readyz()).toMatchObject({ code: 200, status: 'ready', bus: 'ok' }),
      within,
    );
    await redis.kill();
    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ code: 503, bus: 'lost' }), within);
    server.child.kill('SIGTERM');
    const { code, out, errors } = await server.ended;
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    // Once at the start, once when it was lost.
    expect(out.match(/the bus has no Redis/g)).toHaveLength(2);
  } finally {
    server.child.kill('SIGKILL');
    await redis.stop();
    await rm(root, { recursive: true });
  }
}, 60_000);
