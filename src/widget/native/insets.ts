import type { NativeInsets } from '../../protocol/native.ts';

const SIDES = ['top', 'bottom', 'left', 'right'] as const;

const pixels = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 0), 4000) : 0;

/**
 * [NA23] Keeps the chat clear of the app's bars and of the keyboard, which covers the lower bar while it is out. Custom
 * properties reach the panel from the document's element down.
 */
export function applyInsets(root: HTMLElement, insets: NativeInsets): void {
  const keyboard = pixels(insets.keyboard);
  for (const side of SIDES) {
    const room = pixels(insets[side]) - (side === 'bottom' ? keyboard : 0);
    root.style.setProperty(`--sb-safe-${side[0]}`, `${Math.max(room, 0)}px`);
  }
  root.style.setProperty('--sb-keyboard', `${keyboard}px`);
}
