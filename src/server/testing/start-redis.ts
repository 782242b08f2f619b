import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A real Redis for tests, on a loopback port of its own, without a memory that outlives it. */
export interface RedisServer {
  /** Stays the same over `stop` and `start`. */
  url: string;
  port: number;
  /** Ends it in order, and removes its directory. Nothing happens when it does not run. */
  stop(): Promise<void>;
  /** Starts it again, empty, on the same port. Nothing happens when it runs. */
  start(): Promise<void>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Holds it still: connections stay open and nothing is answered, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** Ports that are taken between the look and the start are tried anew so often. */
const TRIES = 5;

/** @param options.port default: any free one */
export async function startRedis(options: { port?: number } = {}): Promise<RedisServer> {
  for (let left = TRIES; ; left--) {
    const port = options.port ?? (await freePort());
    const server = redisOn(port);
    try {
      await server.start();
      return server;
    } catch (error) {
      if (options.port !== undefined || left === 1) throw error;
    }
  }
}

function redisOn(port: number): RedisServer {
  let running: { child: ChildProcess; dir: string } | undefined;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!running) return;
    const { child, dir } = running;
    running = undefined;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      // One that is held still hears nothing else.
      child.kill('SIGCONT');
      child.kill(signal);
      await gone;
    }
    await rm(dir, { recursive: true, force: true });
  };

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async start() {
      if (running) return;
      const dir = await mkdtemp(join(tmpdir(), 'shopbell-redis-'));
      const settings = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'no', daemonize: 'no' };
      const child = spawn(
        findServer(),
        Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      running = { child, dir };
      // However the test ends, no server is left behind.
      const reap = (): void => void child.kill('SIGKILL');
      process.once('exit', reap);
      child.once('exit', () => process.off('exit', reap));
      try {
        await ready(child);
      } catch (error) {
        await end('SIGKILL');
        throw error;
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => void running?.child.kill('SIGSTOP'),
    thaw: () => void running?.child.kill('SIGCONT'),
  };
}

/** Resolves once connections are accepted; rejects with what was printed when it ends before. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes('Ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`redis-server has ended:\n${printed}`)));
  });
}

function findServer(): string {
  const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const found = places
    .map((place) => join(place, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        // Not here: the next place.
        return false;
      }
    });
  if (!found) throw new Error('redis-server is not installed; on Debian: apt-get install redis-server');
  return found;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
