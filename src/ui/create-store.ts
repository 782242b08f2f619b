export interface Readable<S> {
  get(): S;
  /** Called after each change; returns the stop function. */
  subscribe(listener: () => void): () => void;
}

export interface Store<S> extends Readable<S> {
  /** Lays the given fields over the state and tells everybody. */
  set(change: Partial<S>): void;
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
