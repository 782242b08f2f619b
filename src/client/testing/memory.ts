import type { OutboxStorage } from '../platform.ts';

/** A place for unsent commands that lasts as long as the test holds it. */
export function createMemory(): OutboxStorage {
  let text: string | null = null;
  return {
    load: () => text,
    save(next) {
      text = next;
    },
    clear() {
      text = null;
    },
  };
}
