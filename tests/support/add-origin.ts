import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SERVER_ENTRY } from './server-process.ts';
import type { Stage } from './stage.ts';

const run = promisify(execFile);

/** Lets pages of these origins connect to the demo shop, as whoever runs the server would. */
export async function addOrigins({ dataDir }: Stage, ...origins: string[]): Promise<void> {
  const named = origins.flatMap((origin) => ['--origin', origin]);
  await run(process.execPath, [SERVER_ENTRY, 'shop', 'add', 'demo', ...named], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
  });
}
