import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Author } from '../protocol/author.ts';
import { counted } from '../ui/counted.ts';
import { Face } from '../ui/face.tsx';
import { fill } from '../ui/fill.ts';
import { clock, dayName, daysFrom } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { chatIcon, warningIcon } from '../ui/icons.ts';
import { RichText } from '../ui/rich-text.tsx';
import type { Chat } from './store.ts';
import { nameOf } from './thread-model.ts';
import { saveTranscript } from './transcript.ts';
import type { Words } from './words.ts';

interface ViewProps {
  chat: Chat;
  words: Words;
}

/** Screen readers hear at most this often that somebody types. */
const SPEAK_MS = 10_000;
const spokeAt = new WeakMap<() => void, number>();

/** Three dots for somebody who is typing, said in words to screen readers. */
export function Typing({ chat, words, by }: ViewProps & { by: Author }): JSX.Element {
  const person = by.role === 'agent' ? by : undefined;
  const name = nameOf(by, words.chat);
  useEffect(() => {
    const now = performance.now();
    if (now < (spokeAt.get(chat.draw) ?? -SPEAK_MS) + SPEAK_MS) return undefined;
    spokeAt.set(chat.draw, now);
    chat.setSpoken(fill(words.talk.typing, { name }));
    return () => chat.setSpoken('');
  }, [name]);
  return (
    <li class="msg" aria-hidden="true">
      <Face name={name} avatar={person?.avatar} kind={person ? 'person' : 'bot'} />
      <span class="typing">
        <i />
        <i />
        <i />
      </span>
    </li>
  );
}

/** Under a message that was refused: what happened, and unless that is `final` another try. */
export function Failed({ chat, words, id, final }: ViewProps & { id: string; final: boolean }): JSX.Element {
  return (
    <p class="meta danger" role="alert">
      <Icon path={warningIcon} />
      {words.talk.notSent}
      {!final && (
        <button type="button" class="link" onClick={() => chat.tryAgain(id)}>
          {words.talk.tryAgain}
        </button>
      )}
    </p>
  );
}

/** A text with addresses in it. */
export const Linked = ({ text }: ViewProps & { text: string }): JSX.Element => <RichText text={text} />;

/** When a message goes out that waits for the connection. */
export const Waits = ({ words }: ViewProps): JSX.Element => <>{words.talk.waits}</>;

/** When the team is back, while nobody answers. `backAt` in epoch ms. */
export function Away({ chat: { locale }, words, backAt }: ViewProps & { backAt?: number }): JSX.Element {
  const { away, backToday, backAt: another } = words.talk;
  if (!backAt) return <>{away}</>;
  const now = Date.now();
  const values = { time: clock(locale, backAt), day: dayName(locale, backAt, now) };
  return <>{fill(daysFrom(now, backAt) ? another : backToday, values)}</>;
}

/** In the composer's place when the conversation is over. */
export function Over({ chat, words }: ViewProps): JSX.Element {
  const { timeline } = chat.get().visitor;
  return (
    <div class="over">
      <button type="button" class="btn" onClick={chat.startNew}>
        <Icon path={chatIcon} size={16} />
        {words.menu.startNew}
      </button>
      {timeline && (
        <button
          type="button"
          class="btn plain"
          onClick={() => saveTranscript(timeline.entries, chat.locale, words.chat)}
        >
          {words.menu.copy}
        </button>
      )}
    </div>
  );
}

/** Something new stands below what the reader looks at. */
export function Newer({ chat, words }: ViewProps): JSX.Element {
  return (
    <button
      type="button"
      class="chip newer"
      onClick={({ currentTarget }) => {
        currentTarget.parentElement!.firstElementChild!.scrollTop = 0;
        chat.setBelow(false);
      }}
    >
      {words.talk.newMessage} ↓
    </button>
  );
}

/** How many characters are left for a text, or too many. */
export function Count({ chat, words, left }: ViewProps & { left: number }): JSX.Element {
  return (
    <span class={left < 0 ? 'count danger' : 'count'} role="status">
      {counted(chat.locale, left < 0 ? words.talk.tooLong : words.talk.left, Math.abs(left))}
    </span>
  );
}
