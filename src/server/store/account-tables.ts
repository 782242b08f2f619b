export interface AgentTable {
  shop: string;
  id: string;
  name: string;
  email: string;
  /** The email in lower case: unique in a shop. */
  email_key: string;
  avatar: string | null;
  role: string;
  permissions: string;
  password_hash: string;
  /** Null: may sign in. */
  disabled_at: number | null;
}

export interface AgentSessionTable {
  id: string;
  shop: string;
  agent: string;
  created_at: number;
  expires_at: number;
  last_used_at: number;
  device: string;
}

export interface AgentFactorTable {
  shop: string;
  agent: string;
  secret: string;
  created_at: number;
  confirmed_at: number | null;
  /** The last time step whose code was taken. */
  last_step: number;
}

export interface AgentRecoveryTable {
  shop: string;
  agent: string;
  hash: string;
}

/** `kind` join or reset; a column that the other kind has is null. */
export interface InvitationTable {
  shop: string;
  id: string;
  kind: string;
  hash: string;
  email: string | null;
  email_key: string | null;
  name: string | null;
  role: string | null;
  permissions: string | null;
  agent: string | null;
  created_at: number;
  created_by: string;
  expires_at: number;
}
