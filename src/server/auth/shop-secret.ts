import { randomBytes } from 'node:crypto';
import type { Secrets, StoredSecret } from '../store/secrets.ts';

/** The newest, and the one before: shops' servers that have not been told yet go on to prove who their customers are. */
const KEPT = 2;

/** The prefix lets scanners of code and logs know it when it has got where it should not be. */
const makeShopSecret = (): string => `sbi_${randomBytes(32).toString('base64url')}`;

/** What a shop signs `clientToken`s with; made when somebody first asks for it. `now` in ms since the epoch. */
export async function shopSecret(secrets: Secrets, shop: string, now: number): Promise<StoredSecret> {
  return first(await secrets.begin(shop, makeShopSecret(), now));
}

/** A new one; the one before still verifies, until this is done again. */
export async function rotateShopSecret(secrets: Secrets, shop: string, now: number): Promise<StoredSecret> {
  return first(await secrets.rotate(shop, makeShopSecret(), now, KEPT));
}

function first([newest]: StoredSecret[]): StoredSecret {
  if (!newest) throw new Error('The store has not kept the secret.');
  return newest;
}
