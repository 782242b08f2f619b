/** The store cannot be opened, or has stopped. The message is one line that says what to look at. */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable';
}

/** There is no room to write: nothing was changed, and the same may succeed once somebody has made room. */
export class StoreFull extends Error {
  override name = 'StoreFull';
}

/** The database was written by a newer version of the software; migrations only go forward. */
export class StoreTooNew extends Error {
  override name = 'StoreTooNew';
}
