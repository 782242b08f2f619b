import type { Author } from '../../protocol/author.ts';
import type { Row } from '../../protocol/rows.ts';
import { CustomerAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { timeOfDay } from '../shell/times.ts';
import { t } from '../text.ts';
import { ContentView } from './content-view.tsx';
import { shortName } from './event-text.ts';
import type { SpokenEntry } from './thread-model.ts';

interface GroupProps {
  by: Author;
  entries: readonly SpokenEntry[];
  row: Row;
  /** How far the customer has read. */
  read: number;
  emailed: ReadonlySet<number>;
}

/** Words of one speaker that belong together: the customer at the start, the assistant and people at the end. */
export function MessageGroup({ by, entries, row, read, emailed }: GroupProps) {
  const last = entries.at(-1);
  if (!last) return null;
  const side = by.role === 'visitor' ? 'in' : by.role === 'agent' ? 'out' : 'bot';
  return (
    <li class={`msg msg--${side}`}>
      {side === 'in' && <CustomerAvatar row={row} size={28} />}
      <div class="msg__column">
        {entries.map((entry) =>
          entry.kind === 'choice.picked' ? (
            <div key={entry.position} class="bubble" dir="auto">
              {entry.label}
            </div>
          ) : (
            <ContentView key={entry.position} content={entry.content} />
          ),
        )}
        <p class="msg__meta">
          {side === 'in' && timeOfDay(last.at)}
          {side === 'bot' && `${t('by.assistant')} ${timeOfDay(last.at)}`}
          {side === 'out' && <Delivery by={by} entry={last} read={read} emailed={emailed} />}
        </p>
      </div>
    </li>
  );
}

function Delivery({ by, entry, read, emailed }: Omit<GroupProps, 'entries' | 'row'> & { entry: SpokenEntry }) {
  const { me } = useTools();
  const time = timeOfDay(entry.at);
  const seen = entry.position <= read;
  const sent = emailed.has(entry.position) ? t('state.emailed', { time }) : t('state.sent', { time });
  const state = seen ? t('state.read', { time }) : sent;
  const name = by.role === 'agent' && by.id !== me.id ? shortName(by.name) : undefined;
  return (
    <>
      <Icon name={seen ? 'double-check' : emailed.has(entry.position) ? 'mail' : 'check'} size={14} />
      <span>{name === undefined ? state : t('state.by', { name, state })}</span>
    </>
  );
}
