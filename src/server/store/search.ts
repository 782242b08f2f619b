/** Full-text search over conversations: a port of its own, fed by jobs, so that searching never waits for writing. */
export interface Search {
  /** Adds words of an entry, or of the customer (`seq` 0: name, email). The same (conversation, seq) replaces. */
  index(shop: string, conversation: string, seq: number, text: string): Promise<void>;
  /** Ids of conversations that match every word of the query (prefixes count), newest first, at most `limit`. */
  find(shop: string, query: string, limit: number): Promise<string[]>;
  /** Forgets a conversation. */
  remove(shop: string, conversation: string): Promise<void>;
}
