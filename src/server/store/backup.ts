/** Copies of a database, taken while others write, and put back while nobody does. */
export interface DatabaseBackup {
  /** Writes the database as it is at one moment into an existing folder. @throws StoreUnusable in one line */
  dump(folder: string): Promise<void>;
  /** Whether there is anything that a restored copy would replace. */
  holdsData(): Promise<boolean>;
  /**
   * Puts the copy in the folder in place of what is there, and gives it an epoch of its own, so that readers with
   * positions from before start over. @returns where what was there has been put, if it was
   * @throws StoreUnusable in one line, also when a server is at work on the database
   */
  restore(folder: string): Promise<string | undefined>;
}
