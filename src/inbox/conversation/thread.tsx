import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TimelineState } from '../../client/client-state.ts';
import type { Row } from '../../protocol/rows.ts';
import { firstName } from '../list/row-model.ts';
import { useLive, useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { dayName } from '../shell/times.ts';
import { useNow } from '../shell/use-now.ts';
import { t } from '../text.ts';
import { CartChanges } from './cart-changes.tsx';
import { EventLine, Takeover } from './event-line.tsx';
import { MessageGroup } from './message-group.tsx';
import { Note } from './note.tsx';
import { PendingMessages } from './pending.tsx';
import { SurveyResult } from './survey-result.tsx';
import { emailedPositions, type ThreadItem, threadItems } from './thread-model.ts';
import { TypingLine } from './typing-line.tsx';

/** So near the start of what is held, the page before it is asked for. Px. */
const NEAR_START = 160;
/** Scrolled further up than this, the reader is shown the way down. Px. */
const FAR_UP = 240;

/** The log of one conversation, anchored to its newest line. */
export function Thread({ row, timeline }: { row: Row; timeline: TimelineState }) {
  const { client } = useTools();
  const { outbox } = useLive();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const [farUp, setFarUp] = useState(false);
  const { entries, hasOlder, typing, read } = timeline;
  const items = useMemo(() => threadItems(entries), [entries]);
  const emailed = useMemo(() => emailedPositions(entries), [entries]);
  const arrived = useMemo(() => new Set(entries.map((entry) => entry.command)), [entries]);
  const pending = outbox.filter(
    ({ command }) => command.conversation === timeline.conversation && !arrived.has(command.id),
  );

  // A short run does not fill the column, so that nobody could scroll to ask for more.
  useEffect(() => {
    const box = scroller.current;
    if (hasOlder && box && box.scrollHeight <= box.clientHeight + NEAR_START) client.loadOlder();
  }, [hasOlder, entries.length]);

  function onScroll(): void {
    const box = scroller.current;
    if (!box) return;
    // The scroller is reversed: 0 is the newest line, and older ones have negative offsets.
    const up = -box.scrollTop;
    setFarUp(up > FAR_UP);
    if (hasOlder && box.scrollHeight - box.clientHeight - up < NEAR_START) client.loadOlder();
  }

  return (
    <div class="thread-box">
      <div
        ref={scroller}
        class="thread"
        role="log"
        aria-label={t('conversation.log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <ol>
          {hasOlder && <li class="thread__older">{t('conversation.older')}</li>}
          {items.map((item) => (
            <Item key={item.key} item={item} row={row} now={now} read={read.visitor} emailed={emailed} />
          ))}
          <PendingMessages items={pending} />
          {typing && typing.role !== 'system' && (
            <TypingLine row={row} by={typing} name={typing.role === 'agent' ? typing.name : firstName(row)} />
          )}
        </ol>
      </div>
      {farUp && (
        <button type="button" class="jump" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          <Icon name="down" size={16} />
          {t('conversation.jump')}
        </button>
      )}
    </div>
  );
}

interface ItemProps {
  item: ThreadItem;
  row: Row;
  now: number;
  read: number;
  emailed: ReadonlySet<number>;
}

function Item({ item, row, now, read, emailed }: ItemProps) {
  switch (item.kind) {
    case 'day':
      return <li class="day">{dayName(item.at, now)}</li>;
    case 'messages':
      return <MessageGroup by={item.by} entries={item.entries} row={row} read={read} emailed={emailed} />;
    case 'cart':
      return <CartChanges entries={item.entries} />;
    case 'note':
      return <Note entry={item.entry} />;
    case 'survey':
      return <SurveyResult entry={item.entry} />;
    case 'takeover':
      return <Takeover entry={item.entry} from={item.from} />;
    case 'event':
      return <EventLine entry={item.entry} />;
  }
}
