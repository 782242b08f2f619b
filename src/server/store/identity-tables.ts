/** Whom the shop has vouched for: each visitor at most once. */
export interface IdentityTable {
  shop: string;
  visitor: string;
  client_id: string;
  /** 1 for the one visitor whose history the client id opens. */
  main: number;
}

/** Visitors whose tokens were revoked, and how often. */
export interface TokenGenerationTable {
  shop: string;
  visitor: string;
  generation: number;
}

/** `owner`: a shop's key, or empty for the server itself. The greatest `n` is the newest. */
export interface SecretTable {
  owner: string;
  n: number;
  secret: string;
  created_at: number;
}
