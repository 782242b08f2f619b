import type { JSX } from 'preact';
import { Messages } from './bubble.tsx';
import { Part } from './part.tsx';
import { QuickReplies } from './quick-replies.tsx';
import type { Chat, ChatState } from './store.ts';
import type { Thread } from './thread-model.ts';
import type { ChatWords } from './words.ts';

interface LogProps {
  chat: Chat;
  state: ChatState;
  words: ChatWords;
  thread: Thread;
}

/** The conversation. It stands at its newest message; who has scrolled up is not moved but told. */
export function Log({ chat, state, words, thread }: LogProps): JSX.Element {
  const typing = thread.over ? undefined : state.visitor.timeline?.typing;
  return (
    <div class="log-box">
      <div
        class="log"
        role="log"
        aria-label={words.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
      >
        <ol class={thread.talked ? 'thread' : 'thread top'}>
          {thread.rows.map((row) =>
            row.is === 'group' ? (
              <Messages key={row.key} chat={chat} state={state} words={words} group={row} thread={thread} />
            ) : (
              <li key={row.key}>
                {row.is === 'survey' ? (
                  <Part chat={chat} file="people" view="survey" answered={row.answered} agent={row.agent} />
                ) : (
                  <Part chat={chat} file="people" view="notice" row={row} />
                )}
              </li>
            ),
          )}
          {thread.choices.length > 0 && (
            <QuickReplies key="choices" chat={chat} choices={thread.choices} words={words} />
          )}
          {typing && <Part key="typing" chat={chat} file="talk" view="typing" by={typing} />}
        </ol>
      </div>
      <span class="sb-hidden" role="status">
        {state.spoken}
      </span>
      {state.below && <Part chat={chat} file="talk" view="newer" />}
    </div>
  );
}
