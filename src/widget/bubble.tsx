import type { JSX } from 'preact';
import { clock } from '../ui/clock.ts';
import { Face } from '../ui/face.tsx';
import { slots } from '../ui/fill.ts';
import { Icon } from '../ui/icon.tsx';
import { checkIcon, clockIcon, doubleCheckIcon } from '../ui/panel-icons.ts';
import { Part } from './part.tsx';
import type { Chat, ChatState } from './store.ts';
import { type Bubble, type Group, nameOf, type Thread } from './thread-model.ts';
import type { ChatWords } from './words.ts';

interface GroupProps {
  chat: Chat;
  state: ChatState;
  words: ChatWords;
  group: Group;
  thread: Thread;
}

/** Messages of one sender, with who they are beside and how they are doing beneath. */
export function Messages({ chat, state, words, group, thread }: GroupProps): JSX.Element {
  const { by, bubbles, delivery, at } = group;
  const own = by.role === 'visitor';
  const person = by.role === 'agent' ? by : undefined;
  const name = nameOf(by, words);
  const kind = own ? `out ${delivery.at}${state.lost ? ' late' : ''}` : 'in';
  const time = () => <time dateTime={new Date(at).toJSON()}>{clock(chat.locale, at)}</time>;
  return (
    <li class={`msg ${kind}`} data-last={bubbles.at(-1)!.key}>
      {!own && <Face name={name} avatar={person?.avatar} kind={person ? 'person' : 'bot'} />}
      <div class="col">
        {group.introduced && <p class="by">{words.automated}</p>}
        {bubbles.map((bubble) => (
          <One key={bubble.key} chat={chat} bubble={bubble} name={name} thread={thread} />
        ))}
        {delivery.at === 'failed' ? (
          <Part chat={chat} file="talk" view="failed" id={delivery.id} final={!!state.unavailable} />
        ) : delivery.at === 'waiting' ? (
          <p class="meta" aria-live="off">
            <Icon path={clockIcon} />
            {state.lost ? <Part chat={chat} file="talk" view="waits" /> : words.sending}
          </p>
        ) : person ? (
          <p class="meta">
            {name} · {time()}
          </p>
        ) : (
          group.last && (
            <p class="meta" aria-live="off">
              <Icon path={group.read ? doubleCheckIcon : checkIcon} />
              {slots(group.read ? words.read : words.sent, { time: time() })}
            </p>
          )
        )}
      </div>
    </li>
  );
}

type OneProps = Pick<GroupProps, 'chat' | 'thread'> & { bubble: Bubble; name: string };

function One({ chat, bubble: { content }, name, thread }: OneProps): JSX.Element {
  if (content.type === 'email') return <Part chat={chat} file="people" view="email" saved={content.saved} />;
  if (content.type !== 'text' && content.type !== 'choices') {
    return <Part chat={chat} file="cards" view="card" content={content} applied={thread.applied} by={name} />;
  }
  const { text = '' } = content;
  return (
    <div class="bubble">
      <span class="sb-hidden">{name}: </span>
      {/:\/\//.test(text) ? (
        <Part chat={chat} file="talk" view="linked" text={text} />
      ) : (
        <span class="sb-text" dir="auto">
          {text}
        </span>
      )}
    </div>
  );
}
