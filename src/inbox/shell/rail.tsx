import { Bell } from '../../ui/icon.tsx';
import type { ListFilter } from '../list/row-model.ts';
import { t } from '../text.ts';
import { AgentAvatar } from './avatar.tsx';
import { useLive, useTools } from './context.ts';
import { FolderNav } from './folder-nav.tsx';
import { Icon } from './icon.tsx';
import { NotifyOffer } from './notify-offer.tsx';
import { ShopMenu } from './shop-menu.tsx';

interface RailProps {
  filter: ListFilter;
  onFilter(filter: ListFilter): void;
}

/** The left column: whose inbox this is, search, folders, departments, and who is signed in. */
export function Rail({ filter, onFilter }: RailProps) {
  const { shop, departments, dialog, me } = useTools();
  const { connection } = useLive();
  return (
    <header class="rail">
      <ShopMenu class="rail__shop" label={t('rail.shop_menu', { shop: shop.name })}>
        <span class="rail__tile">
          <Bell />
        </span>
        <span class="rail__name clip">{shop.name}</span>
        <Icon name="chevron-down" size={16} />
      </ShopMenu>
      <button
        type="button"
        class="rail__search"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => dialog.set({ kind: 'search' })}
      >
        <Icon name="search" size={16} />
        <span>{t('rail.search')}</span>
        <span class="key" aria-hidden="true">
          ⌘K
        </span>
      </button>
      <FolderNav look="rail" />
      {departments.length > 0 && (
        <div class="rail__group">
          <h2 id="rail-departments">{t('rail.departments')}</h2>
          <ul aria-labelledby="rail-departments">
            {departments.map((name, index) => (
              <li key={name}>
                <button
                  type="button"
                  class="nav"
                  aria-pressed={filter.department === name}
                  onClick={() => onFilter({ ...filter, department: filter.department === name ? undefined : name })}
                >
                  <i class={`swatch swatch--${(index % 6) + 1}`} aria-hidden="true" />
                  <span class="nav__name clip">{name}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="rail__foot">
        <NotifyOffer />
        <div class="rail__me">
          <AgentAvatar agent={me} size={28} />
          <p>
            <span class="rail__name">{me.name}</span>
            <span class="rail__state">{t(connection.at === 'online' ? 'rail.signed_in' : 'rail.offline')}</span>
          </p>
        </div>
      </div>
    </header>
  );
}
