import type { Readable } from '../../ui/store.ts';

/** A value that is replaced as a whole, and tells when it was. */
export interface Cell<T> extends Readable<T> {
  set(next: T): void;
}

export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
