import { useState } from 'preact/hooks';
import type { Row } from '../../protocol/rows.ts';
import { CustomerAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { Modal } from '../shell/modal.tsx';
import { SearchList } from '../shell/search-list.tsx';
import { shortAgo } from '../shell/times.ts';
import { useLoad } from '../shell/use-load.ts';
import { t, tn } from '../text.ts';
import { Markers } from './row.tsx';
import { customerName, snippet } from './row-model.ts';

const TYPING_PAUSE_MS = 200;

/** Finds conversations by name, email address or words, in all folders. */
export function SearchDialog() {
  const { rest, dialog, go, me, now } = useTools();
  const [query, setQuery] = useState('');
  const wanted = query.trim();
  const found = useLoad(
    wanted,
    () => (wanted === '' ? Promise.resolve({ ok: true, value: { conversations: [] } }) : rest.search(wanted)),
    TYPING_PAUSE_MS,
  );
  const rows: readonly Row[] = wanted === '' ? [] : (found.value?.conversations ?? []);

  function open(row: Row): void {
    dialog.set(undefined);
    go({ folder: row.folders[0] ?? 'new', conversation: row.conversation });
  }

  return (
    <Modal label={t('search.title')} class="search" onClose={() => dialog.set(undefined)}>
      <SearchList
        field={t('search.field')}
        list={t('search.results')}
        options={rows}
        keyOf={(row) => row.conversation}
        onQuery={setQuery}
        onPick={open}
        empty={emptyText(wanted, found.at)}
        draw={(row) => (
          <>
            <CustomerAvatar row={row} size={36} dot />
            <span class="opt__text">
              <span class="opt__name clip">
                {customerName(row)} <Markers row={row} />
              </span>
              <small class="clip">{snippet(row, me.id)}</small>
            </span>
            <time class="row__time">{shortAgo(row.at, now())}</time>
          </>
        )}
      />
      <p class="sb-hidden" role="status">
        {found.at === 'ready' && rows.length > 0 ? tn('search.found', rows.length) : ''}
      </p>
    </Modal>
  );
}

function emptyText(wanted: string, at: 'loading' | 'ready' | 'failed'): string {
  if (wanted === '') return t('search.hint');
  if (at === 'loading') return t('list.loading');
  return at === 'failed' ? t('search.failed') : t('search.empty', { query: wanted });
}
