import type { JSX } from 'preact';
import { fill } from '../ui/fill.ts';
import { Bell } from '../ui/icon.tsx';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Part } from './part.tsx';
import type { Chat, ChatState } from './store.ts';
import type { Thread } from './thread-model.ts';
import type { ChatWords } from './words.ts';

interface PanelProps {
  chat: Chat;
  state: ChatState;
  words: ChatWords;
  thread: Thread;
  /** The picture of the conversation. */
  log: JSX.Element;
}

/** The chat's panel, as a picture of the state. Hidden while it is minimised, so that nothing in it is lost. */
export function Panel({ chat, state, words, thread, log }: PanelProps): JSX.Element {
  const { visitor, unavailable } = state;
  const stopped = visitor.connection.at === 'stopped';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') chat.minimise();
  };
  return (
    <section
      class={state.sheet ? 'panel sheet' : 'panel'}
      role="dialog"
      aria-label={fill(words.panel, { shop: visitor.settings?.name ?? chat.host.launcher.name })}
      aria-modal={state.sheet || undefined}
      hidden={!state.open}
      onKeyDown={onKeyDown}
    >
      <Header chat={chat} state={state} words={words} thread={thread} />
      <div role="status">
        {(stopped || state.lost) && (
          <Part chat={chat} file="talk" view="banner" lost={stopped ? undefined : state.lost} />
        )}
      </div>
      {log}
      {!thread.over ? (
        <Composer chat={chat} state={state} words={words} />
      ) : (
        !unavailable && <Part chat={chat} file="talk" view="over" />
      )}
      <p class="foot">
        <Bell />
        {words.poweredBy}
      </p>
    </section>
  );
}
