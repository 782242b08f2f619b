import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret that signs visitor tokens: `secret` in the data directory, made at the first start, readable by its owner
 * alone. Losing it signs every visitor out; showing it lets others speak for them.
 * @returns 32 bytes
 * @throws when the file holds anything else
 */
export async function loadSecret(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, 'secret');
  const made = randomBytes(32).toString('base64url');
  try {
    // `wx`: of two processes that start together, one writes and the other reads.
    await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
  if (secret.length !== 32) throw new Error(`${file} is not a secret of 32 bytes in base64url`);
  return secret;
}
