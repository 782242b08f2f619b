import type { Scope } from '../../protocol/scopes.ts';

export interface StoredApiKey {
  shop: string;
  id: string;
  name: string;
  scopes: Scope[];
  /** SHA-256 of the key, hex: the store never holds what opens the door. */
  hash: string;
  createdAt: number;
  /** Id of the agent who made it. */
  createdBy: string;
  /** To the hour; absent until the first use. */
  lastUsedAt?: number;
}

/** Keys of merchants' servers. */
export interface ApiKeys {
  add(key: StoredApiKey): Promise<void>;
  /** Oldest first. */
  list(shop: string): Promise<StoredApiKey[]>;
  byHash(shop: string, hash: string): Promise<StoredApiKey | undefined>;
  used(shop: string, id: string, at: number): Promise<void>;
  /** False when there is none of that id. */
  revoke(shop: string, id: string): Promise<boolean>;
}
