import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { usePopover } from './popover.ts';
import type { Chat } from './store.ts';
import type { Words } from './words.ts';

const SIGNS = [...new Intl.Segmenter().segment('😀😊😍🥰😂🤔😢😮👍👎🙏👏🙌💪👀✌️❤️🎉✨🔥🎁📦🛍️☕')].map(
  ({ segment }) => segment,
);

/** Two dozen signs in a grid; arrow keys move, Escape closes. */
export function Emoji({ chat, words }: { chat: Chat; words: Words }): JSX.Element {
  const ref = usePopover(chat);
  const at = useRef(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { direction, gridTemplateColumns } = getComputedStyle(ref.current!);
    const forward = direction === 'rtl' ? -1 : 1;
    const columns = gridTemplateColumns.split(' ').length;
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: columns,
      ArrowUp: -columns,
    };
    const step = steps[event.key];
    const buttons = ref.current!.querySelectorAll('button');
    const next = step && buttons[at.current + step];
    if (!next) return;
    event.preventDefault();
    buttons[at.current]!.tabIndex = -1;
    at.current += step;
    next.tabIndex = 0;
    next.focus();
  };
  const insert = (area: HTMLTextAreaElement, sign: string): void => {
    const { value, selectionStart, selectionEnd } = area;
    chat.write(value.slice(0, selectionStart) + sign + value.slice(selectionEnd));
    area.focus();
  };
  return (
    <div ref={ref} class="pop emoji" data-side="top" role="dialog" aria-label={words.emoji.label} onKeyDown={onKeyDown}>
      {SIGNS.map((sign, index) => (
        <button
          type="button"
          key={sign}
          tabIndex={index ? -1 : 0}
          onClick={() => {
            insert(ref.current!.closest('form')!.querySelector('textarea')!, sign);
            chat.toggle();
          }}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}
