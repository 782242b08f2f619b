import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface SearchListProps<T> {
  /** Name of the field, and of the list below it. */
  field: string;
  list: string;
  options: readonly T[];
  keyOf(option: T): string;
  draw(option: T): ComponentChild;
  onQuery(query: string): void;
  /** `more` when Shift was held: the reader wants to pick another one after it. */
  onPick(option: T, more: boolean): void;
  /** Shown instead of the list when there is nothing to pick. */
  empty: string;
  isSelected?(option: T): boolean;
}

/** A search field over a list of options: arrow keys move, Enter picks. It takes the focus when it appears. */
export function SearchList<T>(props: SearchListProps<T>) {
  const { field, list, options, keyOf, draw, onQuery, onPick, empty } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const shown = Math.min(active, Math.max(0, options.length - 1));
  const optionId = (index: number): string => `${id}-${index}`;

  useEffect(() => input.current?.focus(), []);
  useEffect(() => document.getElementById(optionId(shown))?.scrollIntoView?.({ block: 'nearest' }), [shown]);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      setActive((shown + step + options.length) % options.length);
    }
    const option = options[shown];
    if (event.key === 'Enter' && option !== undefined) {
      event.preventDefault();
      onPick(option, event.shiftKey);
    }
  }

  return (
    <>
      <div class="pop__search">
        <Icon name="search" size={16} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={field}
          placeholder={field}
          aria-expanded={options.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? optionId(shown) : undefined}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            setActive(0);
            onQuery(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="pop__list" id={id} role="listbox" aria-label={list} hidden={options.length === 0}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field, which keeps the focus
          <div
            key={keyOf(option)}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            class={`opt${index === shown ? ' is-on' : ''}`}
            aria-selected={props.isSelected ? props.isSelected(option) : index === shown}
            onPointerMove={() => setActive(index)}
            onClick={(event) => onPick(option, event.shiftKey)}
          >
            {draw(option)}
          </div>
        ))}
      </div>
      {options.length === 0 && (
        <p class="pop__empty" role="status">
          {empty}
        </p>
      )}
    </>
  );
}
