import type { Door } from '../door.ts';
import { removeShells } from '../shells.ts';

export interface DialogsOptions {
  door: Door;
  /** Whether the panel is open. */
  open(): boolean;
  close(): void;
  /** Whether the widget stands in an element of the page, and stays there. */
  embedded(): boolean;
  signal: AbortSignal;
}

/** Not yet in the types: moves an element with its focus, its scrolled parts and its animations. */
type Mover = Element & { moveBefore?(node: Node, before: Node | null): void };

/**
 * A modal dialog makes all that stands outside it inert. So the widget goes into the uppermost one, and back when that
 * closes. As a popover it keeps its corner of the screen there, whatever the dialog's styles are.
 */
export function followDialogs({ door, open, close, embedded, signal }: DialogsOptions): void {
  const { element, root, bubble } = door;
  const floats = 'popover' in element;
  /** In the order in which they were opened. */
  let modals: Element[] = [];
  /** What had the focus within the widget until just now. */
  let held: HTMLElement | undefined;

  function uppermost(): Element | undefined {
    const now = [...document.querySelectorAll('dialog:modal')];
    modals = [...modals.filter((one) => now.includes(one)), ...now.filter((one) => !modals.includes(one))];
    return embedded() ? undefined : modals.at(-1);
  }

  function move(parent: Mover, dialog: boolean): void {
    const log = root.querySelector('.log');
    const scrolled = log?.scrollTop ?? 0;
    const focused = (root.activeElement as HTMLElement | null) ?? (dialog ? undefined : held);
    if (floats && element.matches(':popover-open')) element.hidePopover();
    if (parent.moveBefore && element.isConnected) parent.moveBefore(element, null);
    else parent.append(element);
    if (floats) element.popover = dialog ? 'manual' : null;
    if (floats && dialog) element.showPopover();
    if (log) log.scrollTop = scrolled;
    // It has been open all along.
    for (const opening of root.querySelector('.panel')?.getAnimations() ?? []) opening.finish();
    focused?.focus({ preventScroll: true });
  }

  const stand = (): void => {
    removeShells();
    const dialog = uppermost();
    const parent = dialog ?? (door.home ? door.home() : document.body);
    if (parent && element.parentNode !== parent) move(parent, !!dialog);
  };

  root.addEventListener('focusin', () => {
    held = root.activeElement as HTMLElement;
  });
  // A dialog that closes gives the focus to somebody else before it is heard of.
  root.addEventListener('focusout', () => {
    const last = held;
    queueMicrotask(() => {
      if (held === last) held = undefined;
    });
  });
  // Escape closes the chat or the greeting that it was meant for, and not the dialog around them.
  const ours = new WeakSet<Event>();
  const note = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !embedded() && (open() || event.composedPath().includes(bubble))) ours.add(event);
  };
  element.addEventListener('keydown', note, { capture: true, signal });
  const guard = (event: KeyboardEvent): void => {
    if (!ours.has(event)) return;
    event.preventDefault();
    event.stopPropagation();
    // From the launcher, say.
    if (open()) close();
  };
  element.addEventListener('keydown', guard, { signal });

  const observer = new MutationObserver(stand);
  observer.observe(document, { subtree: true, attributeFilter: ['open'] });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    door.stand = () => {};
  });
  door.move = door.stand = stand;
  stand();
}
