import { type Cell, createCell } from './store.ts';

export type ThemeChoice = 'light' | 'dark' | 'auto';

export interface Preferences {
  theme: ThemeChoice;
  /** Ring the bell when a person is wanted. */
  sound: boolean;
  /** The offer of desktop notifications was put away. */
  notifyDismissed: boolean;
}

const STORAGE_KEY = 'shopbell_inbox';
const DEFAULTS: Preferences = { theme: 'auto', sound: true, notifyDismissed: false };

/** A teammate's own settings of this browser; they stay in it. */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): Cell<Preferences> {
  const cell = createCell(read(storage));
  return {
    ...cell,
    set(next) {
      cell.set(next);
      try {
        storage.setItem(STORAGE_KEY, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the choice then holds as long as the page.
      }
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): Preferences {
  try {
    const saved: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return DEFAULTS;
    const { theme, sound, notifyDismissed } = saved as Partial<Record<keyof Preferences, unknown>>;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
      sound: sound !== false,
      notifyDismissed: notifyDismissed === true,
    };
  } catch {
    return DEFAULTS;
  }
}

/** Keeps `data-theme` of the page in step with the choice and the system; returns the stop function. */
export function applyTheme(preferences: Cell<Preferences>, root: HTMLElement, dark: MediaQueryList): () => void {
  const apply = (): void => {
    const { theme } = preferences.get();
    root.dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  const abort = new AbortController();
  const unsubscribe = preferences.subscribe(apply);
  dark.addEventListener('change', apply, { signal: abort.signal });
  apply();
  return () => {
    unsubscribe();
    abort.abort();
  };
}
