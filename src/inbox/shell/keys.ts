/** What a key asks for. */
export type Shortcut = 'next' | 'previous' | 'reply' | 'note' | 'close' | 'assign' | 'priority' | 'search' | 'help';

/** Single keys, as printed; the first name is the one that the help shows. */
export const SINGLE_KEYS: ReadonlyMap<string, Shortcut> = new Map([
  ['j', 'next'],
  ['k', 'previous'],
  ['r', 'reply'],
  ['n', 'note'],
  ['e', 'close'],
  ['a', 'assign'],
  ['p', 'priority'],
  ['?', 'help'],
]);

export type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'defaultPrevented'>;

/**
 * The shortcut that a key press stands for. `free` is false while a field has the focus or a dialog or menu is open:
 * then single keys belong to it, and only ⌘K or Ctrl-K still searches.
 */
export function shortcutFor(press: KeyPress, free: boolean): Shortcut | undefined {
  if (press.defaultPrevented || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  if (press.metaKey || press.ctrlKey) return key === 'k' ? 'search' : undefined;
  return free ? SINGLE_KEYS.get(key) : undefined;
}

/** Whether a key pressed on this element would write or choose something. */
export function takesKeys(element: Element | null): boolean {
  if (!element) return false;
  if (element.closest('[role="menu"], [role="listbox"], [role="dialog"], dialog')) return true;
  return (
    element.matches('input, textarea, select') || (element instanceof HTMLElement && element.isContentEditable === true)
  );
}
