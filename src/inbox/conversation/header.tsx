import type { Row } from '../../protocol/rows.ts';
import { customerName } from '../list/row-model.ts';
import { CustomerAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { routeHref } from '../shell/route.ts';
import { t } from '../text.ts';
import { AssignMenu } from './assign-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { TopicMenu } from './topic-menu.tsx';

interface HeaderProps {
  row: Row;
  narrow: boolean;
  customerShown: boolean;
  /** Shows the customer's drawer; absent where the card always stands beside. */
  onCustomer?(): void;
}

/** Who this is about, and what can be done with the conversation. */
export function ConversationHeader({ row, narrow, customerShown, onCustomer }: HeaderProps) {
  const { client, dialog, route } = useTools();
  const { conversation } = row;
  const open = row.status !== 'closed';
  // A phone shows one column at a time: the one in view has the page's first heading.
  const Heading = narrow ? 'h1' : 'h2';
  return (
    <header class="bar bar--conversation">
      {narrow && (
        <a class="ib" href={routeHref({ folder: route.get().folder })} aria-label={t('conversation.back')}>
          <Icon name="chevron-left" />
        </a>
      )}
      <CustomerAvatar row={row} size={32} dot />
      <div class="bar__who">
        <Heading class="clip">{customerName(row)}</Heading>
        <div class="bar__sub">
          <TopicMenu row={row} />
          <span class="bar__channel clip">{t('conversation.storefront')}</span>
        </div>
      </div>
      {open && <AssignMenu row={row} />}
      {open && !narrow && (
        <button
          type="button"
          class={`ib${row.priority ? ' is-hot' : ''}`}
          aria-label={t('priority.mark')}
          aria-pressed={row.priority}
          onClick={() =>
            client.send({
              type: row.priority ? 'conversation.deprioritise' : 'conversation.prioritise',
              conversation,
            })
          }
        >
          <Icon name="flame" />
        </button>
      )}
      <MoreMenu row={row} />
      {onCustomer && (
        <button
          type="button"
          class={`ib${customerShown ? ' is-on' : ''}`}
          aria-label={t('conversation.details')}
          aria-expanded={customerShown}
          onClick={onCustomer}
        >
          <Icon name="info" />
        </button>
      )}
      {open ? (
        <button
          type="button"
          class="btn btn--line btn--close"
          aria-label={t('close.title')}
          aria-haspopup="dialog"
          onClick={() => dialog.set({ kind: 'close', conversation })}
        >
          <Icon name="check" size={16} />
          <span class="btn__text">{t('conversation.close_short')}</span>
        </button>
      ) : (
        <span class="tag">{t('conversation.closed')}</span>
      )}
    </header>
  );
}
