import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../cli.ts');

export interface Ended {
  code: number | null;
  out: string;
  /** Lines of standard error. */
  errors: string[];
}

export interface CliProcess {
  child: ChildProcess;
  /** Resolves with all that was printed so far once it matches; rejects when the process ends before. */
  printed(what: RegExp): Promise<string>;
  ended: Promise<Ended>;
}

/** `shopbell …` as a process of its own, from the sources; nothing of this process's environment but the path. */
export function startCli(args: string[], env: Record<string, string>, input?: string): CliProcess {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  let out = '';
  let errors = '';
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (chunk) => {
    out += chunk;
    for (const look of watchers) look();
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, out, errors: errors.split('\n').filter(Boolean) }));

  return {
    child,
    ended,
    printed: (what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!what.test(out)) return;
          watchers.delete(look);
          resolve(out);
        };
        watchers.add(look);
        void ended.then(({ code }) =>
          reject(new Error(`ended with ${code} before it printed ${what}:\n${out}${errors}`)),
        );
        look();
      }),
  };
}

/** The same, to its end. */
export const runCli = (args: string[], env: Record<string, string>, input?: string): Promise<Ended> =>
  startCli(args, env, input).ended;
