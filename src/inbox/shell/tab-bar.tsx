import type { Folder } from '../../protocol/rows.ts';
import { t } from '../text.ts';
import { useLive } from './context.ts';
import { capped } from './folder-nav.tsx';
import { Icon, type IconName } from './icon.tsx';
import { routeHref } from './route.ts';
import { ShopMenu } from './shop-menu.tsx';

const TABS: readonly { folder: Folder; icon: IconName; key: 'tabs.inbox' | 'tabs.mine' | 'tabs.chatbot' }[] = [
  { folder: 'new', icon: 'inbox', key: 'tabs.inbox' },
  { folder: 'mine', icon: 'user', key: 'tabs.mine' },
  { folder: 'chatbot', icon: 'bot', key: 'tabs.chatbot' },
];

/** The bar at the foot of a phone. */
export function TabBar() {
  const { folder, counts } = useLive();
  const waiting = counts?.new ?? 0;
  // The pills above choose among the other folders; they all belong to the first tab.
  const current = folder === 'mine' || folder === 'chatbot' ? folder : 'new';
  return (
    <nav class="tabbar" aria-label={t('tabs.main')}>
      {TABS.map((tab) => (
        <a
          key={tab.folder}
          class="tabbar__tab"
          href={routeHref({ folder: tab.folder })}
          aria-current={current === tab.folder ? 'page' : undefined}
        >
          <Icon name={tab.icon} size={24} />
          {t(tab.key)}
          {tab.folder === 'new' && waiting > 0 && (
            <span class="badge" aria-hidden="true">
              {capped(waiting)}
            </span>
          )}
        </a>
      ))}
      <ShopMenu class="tabbar__tab" label={t('tabs.more')}>
        <Icon name="menu" size={24} />
        {t('tabs.more')}
      </ShopMenu>
    </nav>
  );
}
