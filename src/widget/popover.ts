import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from './store.ts';

/**
 * Places an element beside the button that opened it and closes it on Escape, on a press elsewhere and when the focus
 * leaves it. @returns the ref of the element
 */
export function usePopover(chat: Chat) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const popover = ref.current!;
    const button = popover.closest('.panel')!.querySelector<HTMLElement>('[aria-expanded="true"]')!;
    const stopping = new AbortController();
    const { signal } = stopping;
    const place = async (): Promise<void> => {
      const { x, y } = await computePosition(button, popover, {
        placement: popover.dataset.side === 'top' ? 'top' : 'bottom-end',
        middleware: [offset(8), flip(), shift({ padding: 8, boundary: popover.closest('.panel') ?? undefined })],
      });
      const first = !popover.style.visibility;
      Object.assign(popover.style, { left: `${x}px`, top: `${y}px`, visibility: 'visible' });
      // What cannot be seen yet cannot take the focus.
      if (first) popover.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    };
    const stopPlacing = autoUpdate(button, popover, () => void place());
    const close = (): void => {
      chat.toggle();
      button.focus();
    };
    const root = popover.getRootNode();
    const elsewhere = (event: Event): void => {
      const path = event.composedPath();
      if (!path.includes(popover) && !path.includes(button)) chat.toggle();
    };
    root.addEventListener('pointerdown', elsewhere, { signal });
    document.addEventListener('pointerdown', elsewhere, { signal });
    popover.addEventListener(
      'keydown',
      (event) => {
        // From there the browser goes on to the next.
        if (event.key === 'Tab') close();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        // Nor shall a dialog of the page close that the chat stands in.
        event.preventDefault();
        close();
      },
      { signal },
    );
    return () => {
      stopPlacing();
      stopping.abort();
    };
  }, []);
  return ref;
}
