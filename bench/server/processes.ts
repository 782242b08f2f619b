import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leastOf, memoryEnv, settledMemory } from '../../tests/support/server-memory.ts';
import { type ServerProcess, startServerProcess } from '../../tests/support/server-process.ts';

/** All come from one address, and as fast as they can. */
const LIMITS = {
  connectionsPerPrefix: 100_000,
  commandBurst: 10_000,
  commandsPerSecond: 10_000,
  shopCommandBurst: 1_000_000,
  shopCommandsPerSecond: 1_000_000,
};
const TOKEN = 'bench-token';

export interface Measured extends Pick<ServerProcess, 'origin' | 'port'> {
  /** Resident memory once nothing waits to be collected, bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** The built server, on the embedded store unless `env` says otherwise. */
export async function startServer(env: Record<string, string> = {}): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shopbell-bench-'));
  const server = await startServerProcess({
    dataDir,
    env: {
      LOG_LEVEL: 'error',
      LIMITS: JSON.stringify(LIMITS),
      ...memoryEnv(TOKEN),
      ...env,
    },
  });
  return {
    origin: server.origin,
    port: server.port,
    memory: async () => (await settledMemory(server.origin, TOKEN, server.pid()!)).resident,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A bare `ws` that echoes. */
export async function startEcho(): Promise<Measured> {
  const child = start('bare-echo.ts');
  const port = Number(await line(child, /port (\d+)/));
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async memory() {
      const { resident } = await leastOf(async () => {
        const told = line(child, /memory (\d+)/);
        child.stdin?.write('memory\n');
        return { resident: Number(await told) };
      });
      return resident;
    },
    async stop() {
      child.kill();
    },
  };
}

/** Commits a second that the store does alone, for so many writers. */
export async function bareCommits(writers: number, forMs: number): Promise<number> {
  return Number(await line(start('bare-store.ts', String(writers), String(forMs)), /commits (\d+)/));
}

function start(file: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--expose-gc', new URL(file, import.meta.url).pathname, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.setMaxListeners(100);
  return child;
}

function line(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk;
      const found = pattern.exec(said)?.[1];
      if (!found) return;
      child.stdout?.off('data', hear);
      resolve(found);
    };
    child.stdout?.on('data', hear);
    child.once('exit', () => reject(new Error(`it ended without ${pattern}: ${said}`)));
  });
}
