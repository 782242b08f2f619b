import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../../ui/store.ts';
import { ConversationColumn } from '../conversation/conversation.tsx';
import { Customer } from '../customer/customer.tsx';
import { useCard } from '../customer/use-card.ts';
import { ConversationList } from '../list/conversation-list.tsx';
import { type ListFilter, NO_FILTER } from '../list/row-model.ts';
import { useRow, useTools } from './context.ts';
import { PageFrame } from './page-frame.tsx';
import { Rail } from './rail.tsx';
import { TabBar } from './tab-bar.tsx';
import { MEDIUM, NARROW, useMedia } from './use-media.ts';

/** The columns: all beside each other, the customer as a drawer, or one at a time. */
export function Frame() {
  const { route } = useTools();
  const { conversation, page } = useStore(route);
  const narrow = useMedia(NARROW);
  const medium = useMedia(MEDIUM);
  const [drawer, setDrawer] = useState(false);
  const [filter, setFilter] = useState<ListFilter>(NO_FILTER);
  const row = useRow(conversation);
  const card = useCard(conversation);

  useEffect(() => setDrawer(false), [conversation]);
  useEffect(() => {
    if (!drawer) return;
    const abort = new AbortController();
    document.addEventListener('keydown', (event) => event.key === 'Escape' && setDrawer(false), {
      signal: abort.signal,
    });
    return () => abort.abort();
  }, [drawer]);

  if (page) return <PageFrame page={page} narrow={narrow} rail={<Rail filter={filter} onFilter={setFilter} />} />;

  const list = <ConversationList narrow={narrow} filter={filter} onFilter={setFilter} />;
  const column = (
    <ConversationColumn
      conversation={conversation}
      narrow={narrow}
      card={card}
      customerShown={drawer}
      {...(medium && { onCustomer: () => setDrawer(!drawer) })}
    />
  );
  const customer = medium ? (
    drawer && conversation !== undefined && <Customer row={row} card={card} onHide={() => setDrawer(false)} />
  ) : conversation === undefined ? null : (
    <Customer row={row} card={card} />
  );

  if (narrow) {
    return (
      <main class="phone">
        {conversation === undefined ? list : column}
        {customer}
        {conversation === undefined && <TabBar />}
      </main>
    );
  }
  return (
    <div class="frame">
      <Rail filter={filter} onFilter={setFilter} />
      <main class={`sheet${conversation !== undefined && !medium ? ' sheet--three' : ''}`}>
        {list}
        {column}
        {customer}
      </main>
    </div>
  );
}
