import type { Readable } from '../../ui/store.ts';
import { createCell } from './store.ts';

export interface Toast {
  id: number;
  text: string;
  /** Where `Open` leads. */
  conversation?: string;
}

/** Short notes at the edge of the screen, spoken politely; the newest three stay until they are put away or time out. */
export interface Toasts extends Readable<readonly Toast[]> {
  add(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

const SHOWN = 3;
const STAYS_MS = 12_000;

export function createToasts(setTimer: (run: () => void, ms: number) => unknown): Toasts {
  const cell = createCell<readonly Toast[]>([]);
  let last = 0;
  const dismiss = (id: number): void => cell.set(cell.get().filter((toast) => toast.id !== id));
  return {
    get: cell.get,
    subscribe: cell.subscribe,
    dismiss,
    add(toast) {
      last += 1;
      const id = last;
      cell.set([...cell.get(), { ...toast, id }].slice(-SHOWN));
      setTimer(() => dismiss(id), STAYS_MS);
    },
  };
}
