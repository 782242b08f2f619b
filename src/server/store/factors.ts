export interface StoredFactor {
  shop: string;
  agent: string;
  /** The shared secret, sealed with a key that the store does not have. */
  secret: string;
  createdAt: number;
  /** Absent: nobody has proved yet that their device knows the secret; it counts for nothing until then. */
  confirmedAt?: number;
  /** Recovery codes that were not used. */
  recoveryCodes: number;
}

/** Second factors of agents: a secret for codes of the moment, and codes for when the device is lost. */
export interface Factors {
  factor(shop: string, agent: string): Promise<StoredFactor | undefined>;
  /** Replaces one that was not confirmed. False: there is a confirmed one, which stays. */
  begin(factor: Pick<StoredFactor, 'shop' | 'agent' | 'secret' | 'createdAt'>): Promise<boolean>;
  /**
   * Puts a factor into force. `step` is the time step of the code that proved it, and is spent; `recovery` are SHA-256 hashes.
   * False: the secret is another one by now, or was confirmed already.
   */
  confirm(
    shop: string,
    agent: string,
    proof: { secret: string; at: number; step: number; recovery: string[] },
  ): Promise<boolean>;
  /** Takes the code of a time step, once: false for this step or an earlier one a second time. */
  spendStep(shop: string, agent: string, step: number): Promise<boolean>;
  /** Takes a recovery code, once. */
  spendRecovery(shop: string, agent: string, hash: string): Promise<boolean>;
  /** False when there was none. */
  remove(shop: string, agent: string): Promise<boolean>;
}
