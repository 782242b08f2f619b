import type { Row } from '../../protocol/rows.ts';
import { topicLabel, topicTint } from '../conversation/topics.ts';
import { AgentAvatar, BotAvatar, CustomerAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { type Route, routeHref } from '../shell/route.ts';
import { shortAgo } from '../shell/times.ts';
import { t } from '../text.ts';
import { customerName, snippet } from './row-model.ts';

interface RowProps {
  row: Row;
  route: Route;
  now: number;
  large: boolean;
}

/** One conversation in the list. */
export function ConversationRow({ row, route, now, large }: RowProps) {
  const { me } = useTools();
  const { conversation } = row;
  const topic = row.topics[0];
  return (
    <a
      href={routeHref({ folder: route.folder, conversation })}
      class={`row${row.unread > 0 ? ' row--unread' : ''}`}
      aria-current={route.conversation === conversation ? 'true' : undefined}
      data-conversation={conversation}
    >
      <CustomerAvatar row={row} size={large ? 44 : 36} dot />
      <span class="row__body">
        <span class="row__line">
          <span class="row__name clip">{customerName(row)}</span>
          <Markers row={row} />
          {row.presence !== 'left' && <span class="sb-hidden">{t(`row.${row.presence}`)}</span>}
          <time class="row__time" dateTime={new Date(row.at).toISOString()}>
            {shortAgo(row.at, now)}
          </time>
        </span>
        <span class="row__line">
          <span class="row__snippet clip">{snippet(row, me.id)}</span>
          {row.unread > 0 && (
            <span class="badge">
              {row.unread}
              <span class="sb-hidden">{t('row.unread')}</span>
            </span>
          )}
        </span>
        <span class="row__line row__line--foot">
          {topic === undefined ? (
            <span />
          ) : (
            <span class={`topic topic--${topicTint(topic)} clip`}>{topicLabel(topic)}</span>
          )}
          <Assignee row={row} />
        </span>
      </span>
    </a>
  );
}

/** 🤖 or 💬, and 🔥 for what must not wait: pictures with a spoken name. */
export function Markers({ row }: { row: Row }) {
  const bot = row.marker === 'bot';
  return (
    <span class="row__marks">
      <span role="img" aria-label={t(bot ? 'row.bot' : 'row.person')}>
        {bot ? '🤖' : '💬'}
      </span>
      {row.priority && (
        <>
          {' '}
          <span role="img" aria-label={t('row.priority')}>
            🔥
          </span>
        </>
      )}
    </span>
  );
}

function Assignee({ row }: { row: Row }) {
  if (row.owner) {
    return (
      <span class="row__who">
        <AgentAvatar agent={row.owner} size={20} />
        <span class="sb-hidden">{t('row.assigned', { name: row.owner.name })}</span>
      </span>
    );
  }
  if (row.status === 'bot') {
    return (
      <span class="row__who">
        <BotAvatar size={20} />
        <span class="sb-hidden">{t('row.assistant')}</span>
      </span>
    );
  }
  return row.status === 'closed' ? null : <span class="row__who">{t('row.unassigned')}</span>;
}
