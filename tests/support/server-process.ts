import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

/** The built server. */
export const SERVER_ENTRY = fileURLToPath(new URL('../../build/js/server/cli.js', import.meta.url));
/** Room for what is young, MB, as the unit and the container have it: V8's own is not given back after a rush of hellos. */
export const SERVER_FLAG = '--max-semi-space-size=16';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerProcess {
  origin: string;
  port: number;
  /** Of the process that runs now. */
  pid(): number | undefined;
  /** All that it printed, of every life it had. */
  output(): string;
  /** Kills without warning, as a crash would. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Starts again on the same port and data. */
  start(): Promise<void>;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The built server as a process of its own, on its own data; answers once `/readyz` does. */
export async function startServerProcess(options: {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = '';

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [SERVER_FLAG, SERVER_ENTRY, 'serve'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: options.dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.stdout.on('data', (chunk) => (output += chunk));
    started.stderr.on('data', (chunk) => (output += chunk));
    child = started;
    await eventually(
      'the server is ready',
      async () => {
        if (started.exitCode !== null)
          throw new Error(`the server ended with ${started.exitCode}: ${output.slice(-2000)}`);
        return (await fetch(`${origin}/readyz`)).ok;
      },
      20_000,
    );
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    const [code] = await exit;
    return code;
  }

  await start();
  return {
    origin,
    port,
    pid: () => child?.pid,
    output: () => output,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start,
  };
}
