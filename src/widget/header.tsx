import type { JSX } from 'preact';
import { Face } from '../ui/face.tsx';
import { slots } from '../ui/fill.ts';
import { Icon } from '../ui/icon.tsx';
import { chevronDownIcon, dotsIcon } from '../ui/panel-icons.ts';
import { Part } from './part.tsx';
import type { Chat, ChatState } from './store.ts';
import type { Thread } from './thread-model.ts';
import type { ChatWords } from './words.ts';

interface HeaderProps {
  chat: Chat;
  state: ChatState;
  words: ChatWords;
  thread: Thread;
}

/** Who is there, what to expect, and until the first words a welcome in large type. */
export function Header({ chat, state, words, thread }: HeaderProps): JSX.Element {
  const { settings } = state.visitor;
  const { launcher } = chat.host;
  const shop = settings?.name ?? launcher.name;
  const { agent, talked } = thread;
  const options = chat.host.options();
  const away = settings && !settings.availability.open && settings.availability;
  const look = { ...launcher.appearance, ...settings?.appearance, ...options.appearance };
  return (
    <div class={talked ? 'head' : 'head welcome'}>
      <Face
        name={agent ? agent.name : shop}
        avatar={agent ? agent.avatar : look.logo}
        kind={agent ? 'person' : 'shop'}
        size={40}
        dot={away ? 'away' : 'online'}
      />
      <div class="who">
        <h2 tabIndex={-1}>
          {agent ? <span>{slots(words.from, { name: <b dir="auto">{agent.name}</b>, shop })}</span> : shop}
        </h2>
        <p>
          {away ? (
            <Part chat={chat} file="talk" view="away" backAt={away.backAt} />
          ) : agent ? (
            words.onlineNow
          ) : (
            words.replies
          )}
        </p>
      </div>
      <button
        type="button"
        class="tool"
        aria-label={words.more}
        aria-haspopup="menu"
        aria-expanded={state.popover === 'menu'}
        onClick={() => chat.toggle('menu')}
      >
        <Icon path={dotsIcon} />
      </button>
      {options.minimizable && !chat.embedded && (
        <button type="button" class="tool" aria-label={words.minimise} onClick={chat.minimise}>
          <Icon path={chevronDownIcon} />
        </button>
      )}
      <div class="hello" hidden={talked}>
        <b dir="auto">{look.title ?? settings?.greeting.title ?? words.hello}</b>
        <span dir="auto">{settings?.greeting.subtitle}</span>
      </div>
      {state.popover === 'menu' && <Part chat={chat} file="popovers" view="menu" thread={thread} />}
    </div>
  );
}
