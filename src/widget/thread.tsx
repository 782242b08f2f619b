import type { JSX } from 'preact';
import { Messages } from './bubble.tsx';
import { Part } from './part.tsx';
import { QuickReplies } from './quick-replies.tsx';
import type { Chat, ChatState } from './store.ts';
import type { Group, Row, Thread } from './thread-model.ts';
import type { ChatWords } from './words.ts';

interface LogProps {
  chat: Chat;
  state: ChatState;
  words: ChatWords;
  thread: Thread;
}

/** What was drawn of each group, and what all of it hangs on besides. */
interface Drawn {
  on: string;
  groups: Record<string, readonly [Group, JSX.Element] | undefined>;
}
/** Of each chat; hooks are no part of what opens first. */
const drawings = new WeakMap<Chat, Drawn>();

/** Only of plain texts: cards and links are drawn by parts that may still be on their way, and by what the cart says. */
const isAsDrawn = (a: Group, b: Group): boolean =>
  a.at === b.at &&
  a.read === b.read &&
  a.last === b.last &&
  a.introduced === b.introduced &&
  a.delivery === b.delivery &&
  a.bubbles.length === b.bubbles.length &&
  a.bubbles.every(
    ({ content }, index) =>
      content === b.bubbles[index]!.content && content.type === 'text' && !/:\/\//.test(content.text!),
  );

/** The conversation. It stands at its newest message; who has scrolled up is not moved but told. */
export function Log({ chat, state, words, thread }: LogProps): JSX.Element {
  const typing = thread.over ? undefined : state.visitor.timeline?.typing;
  // Of a thousand messages those that are as they were are not even looked at: Preact knows an element that it has drawn.
  const on = `${[state.lost, state.unavailable, thread.applied.size, words.log]}`;
  const past = drawings.get(chat);
  const before = past?.on === on ? past.groups : {};
  const groups: Drawn['groups'] = {};
  drawings.set(chat, { on, groups });
  const drawGroup = (group: Group): JSX.Element => {
    const old = before[group.key];
    const now =
      old && isAsDrawn(old[0], group)
        ? old
        : ([
            group,
            <Messages key={group.key} chat={chat} state={state} words={words} group={group} thread={thread} />,
          ] as const);
    groups[group.key] = now;
    return now[1];
  };
  const draw = (row: Row): JSX.Element =>
    row.is === 'group' ? (
      drawGroup(row)
    ) : (
      <li key={row.key}>
        {row.is === 'survey' ? (
          <Part chat={chat} file="people" view="survey" answered={row.answered} agent={row.agent} />
        ) : (
          <Part chat={chat} file="people" view="notice" row={row} />
        )}
      </li>
    );
  return (
    <div class="log-box">
      <div
        class="log"
        role="log"
        aria-label={words.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
      >
        <div class={thread.talked ? 'thread' : 'thread top'}>
          {thread.pieces.map(({ key, from }, index) => (
            <ol key={key} class={key ? 'past' : ''}>
              {thread.rows.slice(from, thread.pieces[index + 1]?.from).map(draw)}
              {!key && thread.choices.length > 0 && (
                <QuickReplies key="choices" chat={chat} choices={thread.choices} words={words} />
              )}
              {!key && typing && <Part key="typing" chat={chat} file="talk" view="typing" by={typing} />}
            </ol>
          ))}
        </div>
      </div>
      <span class="sb-hidden" role="status">
        {state.spoken}
      </span>
      {state.below && <Part chat={chat} file="talk" view="newer" />}
    </div>
  );
}
