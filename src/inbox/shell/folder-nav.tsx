import type { ComponentChild } from 'preact';
import type { Counts } from '../../protocol/frames.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Folder } from '../../protocol/rows.ts';
import { useStore } from '../../ui/store.ts';
import { t, tn } from '../text.ts';
import { useLive, useTools } from './context.ts';
import { Icon, ProgressIcon } from './icon.tsx';
import { FOLDERS, routeHref } from './route.ts';

const SIGNS: Readonly<Record<Folder, ComponentChild>> = {
  new: <Icon name="inbox" />,
  in_progress: <ProgressIcon />,
  mine: <Icon name="user" />,
  priority: <i class="nav__emoji">🔥</i>,
  chatbot: <i class="nav__emoji">🤖</i>,
  closed: <Icon name="done" />,
  archived: <Icon name="archive" />,
};

/** Folders whose size is work to do; how much has been closed or archived is not. */
const COUNTED: readonly Folder[] = ['new', 'in_progress', 'mine', 'priority', 'chatbot'];

/** The folders with their counts: a column in the rail, or pills over the list of a phone. */
export function FolderNav({ look }: { look: 'rail' | 'pills' }) {
  const { counts, folder } = useLive();
  const { page } = useStore(useTools().route);
  return (
    <nav aria-label={t('folder.nav')} class={look === 'rail' ? 'folders' : 'pills'}>
      <ul>
        {FOLDERS.map((name) => (
          <li key={name}>
            <FolderLink name={name} look={look} current={!page && folder === name} counts={counts} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FolderLinkProps {
  name: Folder;
  look: 'rail' | 'pills';
  current: boolean;
  counts: Counts | undefined;
}

/** The link's name is the folder alone; the count describes it, so that the name does not change by itself. */
function FolderLink({ name, look, current, counts }: FolderLinkProps) {
  const { dialog } = useTools();
  const count = COUNTED.includes(name) ? (counts?.[name] ?? 0) : 0;
  const id = `folder-count-${name}`;
  return (
    <a
      class={look === 'rail' ? 'nav' : 'pill'}
      href={routeHref({ folder: name })}
      aria-current={current ? 'page' : undefined}
      aria-describedby={count > 0 ? id : undefined}
      onClick={() => dialog.set(undefined)}
    >
      {look === 'rail' && <span aria-hidden="true">{SIGNS[name]}</span>}
      <span class="nav__name">{t(`folder.${name}`)}</span>
      {count > 0 && (
        <span class={`nav__count${name === 'new' ? ' nav__count--new' : ''}`} aria-hidden="true">
          {capped(count)}
          <span class="sb-hidden" id={id}>
            {tn('folder.count', count)}
          </span>
        </span>
      )}
    </a>
  );
}

/** The server stops counting at the cap. */
export const capped = (count: number): string =>
  count >= LIMITS.countCap ? t('folder.capped', { n: LIMITS.countCap }) : String(count);
