import { createECDH } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Secrets } from '../store/secrets.ts';
import type { VapidKeys } from './web-push.ts';

/** The owner of this key pair in the store; no shop can have this key. */
const OWNER = '/vapid';

/** The key pair of this server, made at the first start, shared by all processes on one store. Browsers are bound to it. */
export async function openVapidKeys(secrets: Secrets, now: () => number): Promise<VapidKeys> {
  let [kept] = await secrets.list(OWNER);
  if (!kept) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    [kept] = await secrets.begin(OWNER, JSON.stringify(await exportJWK(privateKey)), now());
  }
  const jwk = JSON.parse(kept!.secret) as JWK;
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(jwk.d ?? '', 'base64url'));
  return { private: jwk, public: pair.getPublicKey().toString('base64url') };
}
