import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '../../protocol/scopes.ts';
import type { ApiKeys, StoredApiKey } from '../store/api-keys.ts';
import type { KeyCaller } from './caller.ts';

const HOUR_MS = 60 * 60_000;
/** `sb_<shop>_` and 32 random bytes: the shop is in the key, so that it is looked up there and nowhere else. */
const FORM = /^sb_([a-z0-9][a-z0-9_-]{0,62})_[\w-]{43}$/;

/** What merchants' servers prove themselves with. The store holds hashes; the key itself is shown once. */
export interface KeyRing {
  make(
    by: { shop: string; agent: string },
    key: { id?: string; name: string; scopes: Scope[] },
  ): Promise<{
    key: StoredApiKey;
    secret: string;
  }>;
  /** Undefined: a key that nobody made, or that was revoked. */
  find(secret: string): Promise<KeyCaller | undefined>;
}

/** @param now milliseconds since the epoch */
export function createKeyRing(keys: ApiKeys, now: () => number): KeyRing {
  return {
    async make({ shop, agent }, { id = `k_${randomBytes(12).toString('base64url')}`, name, scopes }) {
      const secret = `sb_${shop}_${randomBytes(32).toString('base64url')}`;
      const key = { shop, id, name, scopes, hash: hashOf(secret), createdAt: now(), createdBy: agent };
      await keys.add(key);
      return { key, secret };
    },

    async find(secret) {
      const shop = FORM.exec(secret)?.[1];
      const key = shop === undefined ? undefined : await keys.byHash(shop, hashOf(secret));
      if (!key) return undefined;
      // To the hour: enough to see whether a key is still needed, without a write at each request.
      const hour = Math.floor(now() / HOUR_MS) * HOUR_MS;
      if ((key.lastUsedAt ?? 0) < hour) await keys.used(key.shop, key.id, hour);
      return { kind: 'key', shop: key.shop, key: { id: key.id, name: key.name, scopes: key.scopes } };
    },
  };
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
