/** Tells listeners that a state has changed, and keeps one picture of it until the next change. */
export interface Changes<S> {
  state(): S;
  changed(): void;
  subscribe(listener: () => void): () => void;
}

export function createChanges<S>(take: () => S): Changes<S> {
  const listeners = new Set<() => void>();
  let picture: S | undefined;
  return {
    state: () => (picture ??= take()),
    changed() {
      picture = undefined;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
