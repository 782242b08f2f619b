import type { JSX, TargetedEvent } from 'preact';
import { LIMITS } from '../protocol/limits.ts';
import { Icon } from '../ui/icon.tsx';
import { emojiIcon, sendIcon } from '../ui/panel-icons.ts';
import { Part } from './part.tsx';
import type { Chat, ChatState } from './store.ts';
import type { ChatWords } from './words.ts';

/** The counter shows when so few characters are left. */
const NEARLY_FULL = 50;

/** Pasting and measuring so long a text would hold the page up for seconds, `dir="auto"` for half a minute. */
const LONG = 5000;

/** Where the shopper writes. Enter sends, on touch screens it breaks the line. */
export function Composer({ chat, state, words }: { chat: Chat; state: ChatState; words: ChatWords }): JSX.Element {
  const text = state.text.trim();
  const left = LIMITS.textLength - text.length;
  const ready = left >= 0 && text !== '';

  const send = (event: Event): void => {
    event.preventDefault();
    if (ready) chat.say(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const plain = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (plain && !matchMedia('(pointer: coarse)').matches) send(event);
  };
  const onPaste = (event: TargetedEvent<HTMLTextAreaElement, ClipboardEvent>): void => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (pasted.length < LONG) return;
    event.preventDefault();
    event.currentTarget.setRangeText(pasted);
    chat.write(event.currentTarget.value);
  };
  return (
    <form class="composer" onSubmit={send}>
      <div class="box">
        <textarea
          rows={1}
          dir={text && text.length < LONG ? 'auto' : undefined}
          aria-label={words.write}
          aria-invalid={left < 0}
          placeholder={words.placeholder}
          value={state.text}
          onInput={(event) => chat.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {left <= NEARLY_FULL && <Part chat={chat} file="talk" view="count" left={left} />}
        <button
          type="button"
          class="tool"
          aria-label={words.emoji}
          aria-haspopup="dialog"
          aria-expanded={state.popover === 'emoji'}
          onClick={() => chat.toggle('emoji')}
        >
          <Icon path={emojiIcon} />
        </button>
        <button type="submit" class="send" aria-label={words.send} disabled={!ready}>
          <Icon path={sendIcon} />
        </button>
      </div>
      {state.popover === 'emoji' && <Part chat={chat} file="popovers" view="emoji" />}
    </form>
  );
}
