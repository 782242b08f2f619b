import { autoUpdate, computePosition, flip, offset, type Placement, shift } from '@floating-ui/dom';
import type { ComponentChildren, RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface FloatingProps {
  anchor: RefObject<HTMLElement | null>;
  role: 'menu' | 'dialog' | 'group';
  label: string;
  placement?: Placement;
  class?: string;
  /** `kept` says that the focus should go back to the anchor. */
  onClose(back: 'focus-anchor' | 'leave-focus'): void;
  onKeyDown?(event: TargetedKeyboardEvent<HTMLElement>): void;
  children: ComponentChildren;
}

/** A small surface beside its button, above everything else; Escape and a press elsewhere close it. */
export function Floating({ anchor, role, label, placement = 'bottom-end', onClose, ...rest }: FloatingProps) {
  const surface = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const [button, element] = [anchor.current, surface.current];
    if (!button || !element) return;
    // The top layer: no column cuts it off. Where popovers are missing it is still a fixed element.
    element.showPopover?.();
    const place = async (): Promise<void> => {
      const { x, y } = await computePosition(button, element, {
        placement,
        strategy: 'fixed',
        middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 })],
      });
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
    };
    return autoUpdate(button, element, () => void place());
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    document.addEventListener(
      'pointerdown',
      ({ target }) => {
        if (!(target instanceof Node) || surface.current?.contains(target) || anchor.current?.contains(target)) return;
        close.current('leave-focus');
      },
      { signal: abort.signal, capture: true },
    );
    return () => abort.abort();
  }, []);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose('focus-anchor');
      return;
    }
    rest.onKeyDown?.(event);
  }

  return (
    // biome-ignore lint/a11y: the role is a menu, a dialog or a group, all of which have a name
    <div
      ref={surface}
      popover="manual"
      role={role}
      aria-label={label}
      class={`float ${rest.class ?? ''}`}
      onKeyDown={onKeyDown}
    >
      {rest.children}
    </div>
  );
}
