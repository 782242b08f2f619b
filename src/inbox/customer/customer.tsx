import type { CustomerCard } from '../../protocol/rest.ts';
import type { Row } from '../../protocol/rows.ts';
import { CustomerAvatar } from '../shell/avatar.tsx';
import { useLive, useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { longAgo } from '../shell/times.ts';
import { useNow } from '../shell/use-now.ts';
import { t } from '../text.ts';
import { CartSection } from './cart-section.tsx';
import { Facts } from './facts.tsx';
import { CsatSection, OrdersSection, PagesSection, PastSection } from './sections.tsx';
import type { CardState } from './use-card.ts';

interface CustomerProps {
  row: Row | undefined;
  card: CardState;
  /** Puts the drawer away; absent where the card always stands beside. */
  onHide?(): void;
}

/** The last column: who the conversation is with. */
export function Customer({ row: known, card, onHide }: CustomerProps) {
  const row = known ?? card.card?.row;
  return (
    <aside class={`col col--customer${onHide ? ' drawer' : ''}`} aria-label={t('customer.label')}>
      {row && (
        <div class="customer">
          <Who row={row} lastSeenAt={card.card?.lastSeenAt} onHide={onHide} />
          {card.card && (
            <Sections row={row} card={card.card} headThen={'headThen' in card ? card.headThen : undefined} />
          )}
          {card.at === 'failed' && (
            <p class="customer__failed" role="status">
              {t('customer.failed')}
              <button type="button" class="btn btn--line" onClick={card.retry}>
                {t('customer.retry')}
              </button>
            </p>
          )}
        </div>
      )}
    </aside>
  );
}

function Sections({ row, card, headThen = 0 }: { row: Row; card: CustomerCard; headThen?: number }) {
  const { open } = useLive();
  const now = useNow();
  const entries = open?.conversation === row.conversation ? open.entries : [];
  return (
    <>
      <Facts row={row} card={card} now={now} />
      <CartSection cart={card.cart} newer={entries.filter((entry) => entry.position > headThen)} />
      <PagesSection pages={card.pages} online={row.presence === 'online'} now={now} />
      <OrdersSection orders={card.orders} />
      <PastSection conversations={card.conversations} now={now} />
      <CsatSection ratings={card.ratings} />
    </>
  );
}

function Who({
  row,
  lastSeenAt,
  onHide,
}: {
  row: Row;
  lastSeenAt: number | undefined;
  onHide?: (() => void) | undefined;
}) {
  const { toasts } = useTools();
  const now = useNow();
  const { email, name } = row.visitor;
  return (
    <header class="customer__who">
      <CustomerAvatar row={row} size={48} dot />
      <div class="customer__names">
        <h2 class="clip">{name ?? t('row.visitor', { number: row.visitor.number })}</h2>
        <p class="customer__email">
          <span class={`clip${email === undefined ? ' is-dim' : ''}`}>{email ?? t('customer.no_email')}</span>
          {email !== undefined && (
            <button
              type="button"
              class="ib ib--small"
              aria-label={t('customer.copy')}
              onClick={() =>
                void navigator.clipboard.writeText(email).then(() => toasts.add({ text: t('customer.copied') }))
              }
            >
              <Icon name="copy" size={14} />
            </button>
          )}
          {row.presence !== 'left' && (
            <span class={`presence presence--${row.presence}`}>
              {t(row.presence === 'online' ? 'customer.online' : 'customer.idle')}
            </span>
          )}
        </p>
        {row.blocked && (
          <p>
            <span class="tag tag--danger">{t('customer.blocked')}</span>
          </p>
        )}
        {row.presence === 'left' && !row.blocked && (
          <p class="customer__left">
            {email === undefined
              ? lastSeenAt === undefined
                ? t('customer.left_now')
                : t('customer.left', { ago: longAgo(lastSeenAt, now) })
              : t('customer.reply_to', { email })}
          </p>
        )}
      </div>
      {onHide && (
        <button type="button" class="ib" aria-label={t('customer.close')} onClick={onHide}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
