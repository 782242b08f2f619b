import type { Folder } from '../../protocol/rows.ts';
import { routeHref } from '../shell/route.ts';
import { t, tn } from '../text.ts';

/** What an empty folder says: not that something is missing, but what will stand here. */
export function EmptyList({ folder, bots }: { folder: Folder; bots: number }) {
  return (
    <div class="list__empty">
      <p class="list__empty-title">{t(`list.empty.${folder}`)}</p>
      <p>{hint(folder, bots)}</p>
      {folder === 'new' && bots > 0 && (
        <a class="btn btn--line" href={routeHref({ folder: 'chatbot' })}>
          {t('list.see_chatbot')}
        </a>
      )}
    </div>
  );
}

function hint(folder: Folder, bots: number): string {
  if (folder !== 'new') return t(`list.empty.hint.${folder}`);
  return bots > 0 ? tn('list.empty.hint.new', bots) : t('list.empty.hint.quiet');
}
