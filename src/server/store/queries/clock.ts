/** The store's own time, ms since the epoch: of this machine, or of the database that several machines share. */
export type Clock = () => number | Promise<number>;
