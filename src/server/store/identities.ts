/** Whom a visitor has been proven to be. */
export interface ProvenPerson {
  clientId: string;
  /** True for the visitor whose history the proof opens; false for one that a device had before it proved this id. */
  main: boolean;
}

/** What a binding came to. `another`: this visitor is somebody else already, and stays so. */
export type Bound = { at: 'bound'; visitor: string } | { at: 'another' };

/**
 * Which visitor is which person of the shop's own system, as far as the shop has vouched for it, and which of a
 * visitor's tokens still hold. A client id has one main visitor, a visitor at most one client id, for ever.
 */
export interface Identities {
  /** The main visitor of a proven client id. */
  visitorOf(shop: string, clientId: string): Promise<string | undefined>;
  personOf(shop: string, visitor: string): Promise<ProvenPerson | undefined>;
  /** All visitors of a proven client id, the main one first, at most 20. */
  visitorsOf(shop: string, clientId: string): Promise<string[]>;
  /**
   * Makes the visitor that person's: the main one where there is none yet, else one more of theirs. Whoever comes first
   * wins, over all processes; the same binding again changes nothing. Answers with the main visitor.
   */
  bind(shop: string, clientId: string, visitor: string): Promise<Bound>;
  /** How often the visitor's tokens were revoked; a token of an earlier generation does not hold. 0 = never. */
  generation(shop: string, visitor: string): Promise<number>;
  /** Starts a new generation and answers with it. */
  revoke(shop: string, visitor: string): Promise<number>;
}
