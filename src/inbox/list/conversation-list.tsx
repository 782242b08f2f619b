import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../../ui/store.ts';
import { useLive, useTools } from '../shell/context.ts';
import { capped, FolderNav } from '../shell/folder-nav.tsx';
import { Icon } from '../shell/icon.tsx';
import { MenuButton } from '../shell/menu.tsx';
import { NotifyOffer } from '../shell/notify-offer.tsx';
import { useNow } from '../shell/use-now.ts';
import { t } from '../text.ts';
import { EmptyList } from './empty-list.tsx';
import { ConversationRow } from './row.tsx';
import { filterRows, isFiltering, type ListFilter, NO_FILTER } from './row-model.ts';

interface ListProps {
  narrow: boolean;
  filter: ListFilter;
  onFilter(filter: ListFilter): void;
}

/** The second column: what is in the folder, newest first. */
export function ConversationList({ narrow, filter, onFilter }: ListProps) {
  const { client, dialog, route } = useTools();
  const { folder, rows, loading, hasMore, counts } = useLive();
  const here = useStore(route);
  const now = useNow();
  const shown = filterRows(rows, filter);
  const foot = useRef<HTMLDivElement>(null);

  // The next page comes when the end of the list comes into view.
  useEffect(() => {
    if (!foot.current || !('IntersectionObserver' in globalThis)) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && client.loadMore());
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, [hasMore, rows.length]);

  return (
    <div class="col col--list">
      <header class="bar bar--list">
        <h1>{t(`folder.${folder}`)}</h1>
        <span class="bar__count" aria-hidden="true">
          {counts && counts[folder] > 0 ? capped(counts[folder]) : ''}
        </span>
        {narrow && (
          <button type="button" class="ib" aria-label={t('rail.search')} onClick={() => dialog.set({ kind: 'search' })}>
            <Icon name="search" />
          </button>
        )}
        <FilterMenu filter={filter} onFilter={onFilter} />
      </header>
      {narrow && <FolderNav look="pills" />}
      {narrow && <NotifyOffer />}
      <ul class="list" aria-label={t('list.label')} aria-busy={loading}>
        {shown.map((row) => (
          <li key={row.conversation}>
            <ConversationRow row={row} route={{ ...here, folder }} now={now} large={narrow} />
          </li>
        ))}
      </ul>
      {loading && rows.length === 0 && <p class="list__note">{t('list.loading')}</p>}
      {!loading && rows.length === 0 && <EmptyList folder={folder} bots={counts?.chatbot ?? 0} />}
      {rows.length > 0 && shown.length === 0 && isFiltering(filter) && (
        <div class="list__empty">
          <p>{t('list.filtered_empty')}</p>
          <button type="button" class="btn btn--line" onClick={() => onFilter(NO_FILTER)}>
            {t('list.clear_filter')}
          </button>
        </div>
      )}
      {hasMore && (
        <div ref={foot} class="list__foot">
          <button type="button" class="btn btn--line" onClick={() => client.loadMore()}>
            {t('list.more')}
          </button>
        </div>
      )}
    </div>
  );
}

function FilterMenu({ filter, onFilter }: Omit<ListProps, 'narrow'>) {
  return (
    <MenuButton
      label={t('list.filter')}
      class="ib"
      pressed={isFiltering(filter)}
      items={[
        {
          kind: 'choice',
          of: 'checkbox',
          key: 'unread',
          label: t('list.filter.unread'),
          checked: filter.unread,
          run: () => onFilter({ ...filter, unread: !filter.unread }),
        },
        {
          kind: 'choice',
          of: 'checkbox',
          key: 'online',
          label: t('list.filter.online'),
          checked: filter.online,
          run: () => onFilter({ ...filter, online: !filter.online }),
        },
      ]}
    >
      <Icon name="filter" />
    </MenuButton>
  );
}
