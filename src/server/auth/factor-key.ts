import type { Secrets } from '../store/secrets.ts';
import { makeSecret } from './secret.ts';

/** No shop can have this key. */
const OWNER = ':second-factors';

/**
 * The secret that authenticators' secrets are sealed with: one for all processes on a store, made at the first start. Apart
 * from the one that signs visitors' tokens, so that rotating that one locks nobody of the team out.
 * @param now milliseconds since the epoch
 */
export async function openFactorKey(secrets: Pick<Secrets, 'begin'>, now: () => number): Promise<Uint8Array> {
  const [newest] = await secrets.begin(OWNER, makeSecret(), now());
  if (!newest) throw new Error('The store has not kept the secret of second factors.');
  return Buffer.from(newest.secret, 'base64url');
}
