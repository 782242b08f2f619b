import type { ComponentChild, RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { CannedList } from '../../protocol/rest-canned.ts';
import type { Answer } from '../session/ask.ts';
import { useTools } from '../shell/context.ts';
import { Floating } from '../shell/floating.tsx';
import { useLoad } from '../shell/use-load.ts';
import { t, tn } from '../text.ts';
import { CannedOption, fittingFirst } from './canned-option.tsx';

const TYPING_PAUSE_MS = 120;

interface SlashListProps {
  /** The composer: the list stands above it. */
  anchor: RefObject<HTMLElement | null>;
  /** What has been written so far. */
  text: string;
  /** The shopper's language. */
  locale: string | undefined;
  /** The words of a template, in place of what was written to find it. */
  onPick(words: string): void;
}

export interface SlashList {
  /** What the field says of the list; undefined while there is none. */
  field: { id: string; active: string | undefined } | undefined;
  list: ComponentChild;
  /** True: the key was for the list. */
  onKey(event: TargetedKeyboardEvent<HTMLElement>): boolean;
  /** The field has lost the focus. */
  leave(): void;
}

/** The beginning of a shortcut, when a slash and that are all that was written. */
const askedFor = (text: string): string | undefined => /^\/([\p{L}\p{N}_-]{0,40})$/u.exec(text)?.[1];

/**
 * Templates by a slash: a reply that is `/` and the beginning of a shortcut opens the list of those that fit. The focus
 * stays in the field; arrow keys move, Enter puts the template's words in place of the slash, Escape leaves the text as
 * it is. While the list is open Enter never sends.
 */
export function useSlashList({ anchor, text, locale, onPick }: SlashListProps): SlashList {
  const { rest } = useTools();
  const id = useId();
  const [active, setActive] = useState(0);
  /** The text that was left as it is. */
  const [left, setLeft] = useState<string>();
  const asked = text === left ? undefined : askedFor(text);
  const open = asked !== undefined;
  const found = useLoad(
    open ? `/${asked}` : '',
    async (): Promise<Answer<CannedList>> => (open ? rest.canned(asked) : { ok: true, value: { responses: [] } }),
    open && asked !== '' ? TYPING_PAUSE_MS : 0,
  );
  // What came for fewer letters may hold templates that do not begin so.
  const begin = asked?.toLowerCase() ?? '';
  const loaded = (found.value?.responses ?? []).filter(({ shortcut }) => shortcut.toLowerCase().startsWith(begin));
  const options = open ? fittingFirst(loaded, locale) : [];
  const shown = Math.min(active, Math.max(0, options.length - 1));
  const optionId = (index: number): string => `${id}-${index}`;

  useEffect(() => setActive(0), [asked]);
  useEffect(() => {
    if (open) document.getElementById(optionId(shown))?.scrollIntoView?.({ block: 'nearest' });
  }, [shown, open]);
  // Written anew, a slash asks anew.
  useEffect(() => {
    if (left !== undefined && text !== left) setLeft(undefined);
  }, [text]);

  function onKey(event: TargetedKeyboardEvent<HTMLElement>): boolean {
    if (!open || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((shown + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Escape') setLeft(text);
    else if (event.key === 'Enter' && !event.shiftKey) {
      const option = options[shown];
      if (option) onPick(option.text);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const status =
    options.length > 0
      ? tn('picker.canned_count', options.length)
      : t(found.at === 'failed' ? 'picker.failed' : found.at === 'loading' ? 'picker.loading' : 'picker.no_canned');
  const list = open && (
    <Floating
      anchor={anchor}
      role="group"
      label={t('picker.canned')}
      placement="top-start"
      class="pop pop--canned"
      onClose={() => setLeft(text)}
    >
      <div class="pop__list" id={id} role="listbox" aria-label={t('picker.canned')} hidden={options.length === 0}>
        {options.map((canned, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field, which keeps the focus
          <div
            key={canned.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            class={`opt${index === shown ? ' is-on' : ''}`}
            aria-selected={index === shown}
            onPointerMove={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(canned.text)}
          >
            <CannedOption canned={canned} />
          </div>
        ))}
      </div>
      <p class={options.length === 0 ? 'pop__empty' : 'sb-hidden'} role="status">
        {status}
      </p>
      <p class="pop__foot" aria-hidden="true">
        <span>
          <kbd class="key">↑ ↓</kbd> {t('picker.move')}
        </span>
        <span>
          <kbd class="key">↵</kbd> {t('picker.insert')}
        </span>
        <span>
          <kbd class="key">Esc</kbd> {t('picker.leave')}
        </span>
      </p>
    </Floating>
  );

  return {
    field: open ? { id, active: options.length > 0 ? optionId(shown) : undefined } : undefined,
    list,
    onKey,
    leave: () => open && setLeft(text),
  };
}
