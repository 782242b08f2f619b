import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Makes the data directory and proves that it can be written: permissions alone do not tell (a full or read-only disk).
 * @throws StartError
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `DATA_DIR ${JSON.stringify(dataDir)} cannot be written (${code}); name a directory that can.`,
      {
        cause: error,
      },
    );
  }
}
