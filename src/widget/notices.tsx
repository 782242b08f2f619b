import type { ComponentChildren, JSX } from 'preact';
import { Face } from '../ui/face.tsx';
import { slots } from '../ui/fill.ts';
import { capital, dayName } from '../ui/format.ts';
import type { Chat } from './store.ts';
import type { Row } from './thread-model.ts';
import type { Words } from './words.ts';

const Line = ({ kind, children }: { kind: string; children: ComponentChildren }): JSX.Element => (
  <p class={`line ${kind}`}>{children}</p>
);

export interface NoticeProps {
  row: Extract<Row, { is: 'day' | 'new' | 'joined' | 'closed' }>;
}

/** What stands between hairlines: days, what is new, who has come, the end. */
export function Notice({
  chat,
  words: { notices: words },
  row,
}: NoticeProps & { chat: Chat; words: Words }): JSX.Element {
  switch (row.is) {
    case 'day':
      return <Line kind="day">{capital(dayName(chat.locale, row.at, row.today))}</Line>;
    case 'new':
      return <Line kind="day new">{words.new}</Line>;
    case 'joined':
      return (
        <Line kind="event">
          <Face name={row.agent.name} avatar={row.agent.avatar} />
          <span>{slots(words.talkingTo, { name: <b dir="auto">{row.agent.name}</b> })}</span>
        </Line>
      );
    case 'closed':
      return <Line kind="event">{words.closed}</Line>;
  }
}
