import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Floating } from './floating.tsx';
import { Icon, type IconName } from './icon.tsx';

export type MenuItem =
  | { kind: 'action'; key: string; label: string; icon?: IconName; danger?: boolean; run(): void }
  | { kind: 'choice'; key: string; label: string; of: 'radio' | 'checkbox'; checked: boolean; run(): void }
  | { kind: 'heading'; key: string; label: string };

interface MenuButtonProps {
  /** Name of the button and of the menu. */
  label: string;
  menuLabel?: string;
  items: readonly MenuItem[];
  class: string;
  id?: string;
  pressed?: boolean;
  children: ComponentChildren;
}

/** A button that opens a menu; arrow keys move in it, Escape goes back to the button. */
export function MenuButton({ label, menuLabel, items, id, children, ...look }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  function close(back: 'focus-anchor' | 'leave-focus'): void {
    setOpen(false);
    if (back === 'focus-anchor') button.current?.focus();
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        id={id}
        class={`${look.class}${look.pressed || open ? ' is-on' : ''}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <Floating
          anchor={button}
          role="menu"
          label={menuLabel ?? label}
          class="menu"
          onClose={close}
          onKeyDown={moveWithArrows}
        >
          <MenuItems items={items} onDone={() => close('focus-anchor')} />
        </Floating>
      )}
    </>
  );
}

function MenuItems({ items, onDone }: { items: readonly MenuItem[]; onDone(): void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus(), []);
  return (
    <div ref={list} role="presentation">
      {items.map((item) =>
        item.kind === 'heading' ? (
          <p key={item.key} class="menu__head" role="presentation">
            {item.label}
          </p>
        ) : (
          <button
            key={item.key}
            type="button"
            tabIndex={-1}
            class={`menu__item${item.kind === 'action' && item.danger ? ' menu__item--danger' : ''}`}
            role={item.kind === 'choice' ? `menuitem${item.of}` : 'menuitem'}
            {...(item.kind === 'choice' && { 'aria-checked': item.checked })}
            onClick={() => {
              onDone();
              item.run();
            }}
          >
            {item.kind === 'choice' ? (
              <span class="menu__tick">{item.checked && <Icon name="check" />}</span>
            ) : (
              item.icon && <Icon name={item.icon} />
            )}
            <span>{item.label}</span>
          </button>
        ),
      )}
    </div>
  );
}

function moveWithArrows(event: TargetedKeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length)?.focus();
}
