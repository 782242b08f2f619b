/** A reply that a team has written once, to be used often. */
export interface Canned {
  shop: string;
  id: string;
  /** What an agent types to find it; unique in a shop and language, compared in lower case. */
  shortcut: string;
  text: string;
  /** BCP 47; absent: for every language. */
  locale?: string;
  /** Absent: for every department. */
  department?: string;
  createdAt: number;
  updatedAt: number;
}

export interface CannedQuery {
  /** The beginning of a shortcut, in any case. */
  shortcut?: string;
  /** Only those for this language or for every one. */
  locale?: string;
  /** Only those for this department or for every one. */
  department?: string;
  /** The last one of the page before. */
  after?: { shortcut: string; id: string };
  limit: number;
}

export interface CannedResponses {
  /** In the order of shortcuts. */
  page(shop: string, query: CannedQuery): Promise<Canned[]>;
  one(shop: string, id: string): Promise<Canned | undefined>;
  /** Adds or replaces; `exists` when another one has the shortcut in this language. */
  save(canned: Canned): Promise<'saved' | 'exists'>;
  /** False when there is none of that id. */
  remove(shop: string, id: string): Promise<boolean>;
}
