import { useEffect } from 'preact/hooks';
import { Composer } from '../composer/composer.tsx';
import type { CardState } from '../customer/use-card.ts';
import { useLive, useRow, useTools } from '../shell/context.ts';
import { KeyHints } from '../shell/shortcuts-dialog.tsx';
import { t } from '../text.ts';
import { ConversationHeader } from './header.tsx';
import { QuietShop } from './quiet-shop.tsx';
import { Thread } from './thread.tsx';
import { useMarkRead } from './use-mark-read.ts';

interface ConversationProps {
  conversation: string | undefined;
  narrow: boolean;
  /** The customer beside it, as far as it has been loaded. */
  card: CardState;
  customerShown: boolean;
  onCustomer?(): void;
}

/** The third column: one conversation, or the quiet shop. Looking at it assigns nobody and marks it as read. */
export function ConversationColumn({ conversation, card, ...layout }: ConversationProps) {
  const { client } = useTools();
  const { open } = useLive();
  const known = useRow(conversation);
  const row = known ?? card.card?.row;

  useEffect(() => client.open(conversation), [conversation]);
  const timeline = open && open.conversation === conversation ? open : undefined;
  useMarkRead(timeline);

  return (
    <section class="col col--conversation" aria-label={t('conversation.label')}>
      {conversation === undefined ? (
        <Quiet />
      ) : row && timeline ? (
        <>
          <ConversationHeader row={row} {...layout} />
          {/* On a phone the customer's name is the page's h1, and the cards of the log begin at h3. */}
          {layout.narrow && <h2 class="sb-hidden">{t('conversation.log')}</h2>}
          <Thread row={row} timeline={timeline} key={conversation} />
          <Composer row={row} timeline={timeline} key={`composer-${conversation}`} />
        </>
      ) : (
        <p class="col__note" role="status">
          {t(card.at === 'failed' && !known ? 'conversation.missing' : 'conversation.loading')}
        </p>
      )}
    </section>
  );
}

function Quiet() {
  const { rows } = useLive();
  return (
    <div class="quiet">
      <QuietShop />
      <h2>{t('quiet.title')}</h2>
      <p>{t(rows.length > 0 ? 'quiet.pick' : 'quiet.body')}</p>
      <KeyHints />
    </div>
  );
}
