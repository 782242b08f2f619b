import { useLayoutEffect, useState } from 'preact/hooks';
import type { Readable } from './create-store.ts';

export type { Readable };

/** The store's state now; draws the component again after each change. */
export function useStore<S>(store: Readable<S>): S {
  const [, draw] = useState({});
  useLayoutEffect(() => store.subscribe(() => draw({})), [store]);
  return store.get();
}
