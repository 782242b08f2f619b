import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVER, type Secrets, type StoredSecret } from '../store/secrets.ts';

/** What visitor tokens are signed with, shared by all processes on one store. 32 bytes each. */
export interface ServerKeys {
  /** Signs from now on. */
  newest(): Promise<Uint8Array>;
  /** Newest first: each of them verifies. `anew` asks the store first, at most once a second. */
  all(anew?: boolean): Promise<readonly Uint8Array[]>;
}

/** Whoever rotates in one process is heard in every other within this time, ms. */
const FRESH_MS = 30_000;
/** Tokens that nobody signed must not become questions to the store, ms. */
const ASK_AGAIN_MS = 1000;

/** A new secret for the server, 32 random bytes in base64url. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/**
 * The server's own secrets, in the store, so that machines that share the store share them. At the first start one is
 * made; a data directory that holds a `secret` of an earlier version gives that one, so that cookies signed with it hold.
 * Losing them signs every visitor out; showing them lets others speak for visitors.
 * @param now milliseconds since the epoch
 * @throws when the file or the store holds anything else
 */
export async function openServerKeys(secrets: Secrets, dataDir: string, now: () => number): Promise<ServerKeys> {
  let known = (await secrets.list(SERVER)).map(bytesOf);
  if (known.length === 0) {
    const first = (await readSecretFile(dataDir)) ?? makeSecret();
    known = (await secrets.begin(SERVER, first, now())).map(bytesOf);
  }
  let asked = now();

  async function all(anew = false): Promise<readonly Uint8Array[]> {
    if (now() - asked >= (anew ? ASK_AGAIN_MS : FRESH_MS)) {
      asked = now();
      known = (await secrets.list(SERVER)).map(bytesOf);
    }
    return known;
  }

  return {
    all,
    async newest() {
      const [newest] = await all();
      if (!newest) throw new Error('The store has lost the server’s secret.');
      return newest;
    },
  };
}

/** What earlier versions kept in the data directory; undefined when there is none. */
async function readSecretFile(dataDir: string): Promise<string | undefined> {
  const file = join(dataDir, 'secret');
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (Buffer.from(secret, 'base64url').length !== 32) throw new Error(`${file} is not a secret of 32 bytes`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function bytesOf({ secret }: StoredSecret): Uint8Array {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length !== 32) throw new Error('A secret of the server is not 32 bytes long.');
  return bytes;
}
