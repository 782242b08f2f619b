import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Work of one hash: memory in KiB, passes over it, lanes. About 35 ms on a small server. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const FORM = /^argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w-]{16,86})\$([\w-]{16,86})$/;

const hash = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** `argon2id$v=19$m=…,t=…,p=…$salt$hash`; runs off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const { memory, passes, parallelism } = COST;
  const tag = await hash('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength: TAG_BYTES });
  return `argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/**
 * Whether the password belongs to the stored text. Without a stored text (nobody has this address) it does the same
 * work and says no, so that the time of an answer does not tell who has an account.
 */
export async function checkPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = FORM.exec(stored ?? '');
  const [memory, passes, parallelism] = parts ? parts.slice(1, 4).map(Number) : Object.values(COST);
  const nonce = parts ? Buffer.from(parts[4]!, 'base64url') : Buffer.alloc(16);
  const expected = parts ? Buffer.from(parts[5]!, 'base64url') : Buffer.alloc(TAG_BYTES);
  const tag = await hash('argon2id', {
    message: password,
    nonce,
    memory: memory!,
    passes: passes!,
    parallelism: parallelism!,
    tagLength: expected.length,
  });
  return timingSafeEqual(tag, expected) && parts !== null;
}
