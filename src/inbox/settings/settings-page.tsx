import { useState } from 'preact/hooks';
import type { SettingsResource } from '../../protocol/rest-settings.ts';
import { useTools } from '../shell/context.ts';
import { Problem } from '../shell/field.tsx';
import { problemText } from '../shell/problem-text.ts';
import { type Page, routeHref } from '../shell/route.ts';
import { useLoad } from '../shell/use-load.ts';
import { t } from '../text.ts';
import { AppearancePage } from './appearance-page.tsx';
import { InstallPage } from './install-page.tsx';

const TABS = ['settings', 'install'] as const satisfies readonly Page[];

/** The shop's settings of the chat, for those who may change them. */
export function SettingsPage({ page }: { page: (typeof TABS)[number] }) {
  const { me } = useTools();
  if (!me.permissions.includes('settings')) return <p class="page__intro">{t('settings.forbidden')}</p>;
  return (
    <>
      <nav class="tabs" aria-label={t('settings.nav')}>
        {TABS.map((one) => (
          <a key={one} href={routeHref({ folder: 'new', page: one })} aria-current={one === page ? 'page' : undefined}>
            {t(one === 'settings' ? 'settings.appearance' : 'install.title')}
          </a>
        ))}
      </nav>
      {page === 'install' ? <InstallPage origin={location.origin} /> : <Loaded />}
    </>
  );
}

function Loaded() {
  const { rest, me } = useTools();
  const [saved, setSaved] = useState<SettingsResource>();
  const loaded = useLoad('settings', () => rest.settings());
  const settings = saved ?? loaded.value;
  if (settings) return <AppearancePage settings={settings} readOnly={me.role === 'agent'} onSaved={setSaved} />;
  return (
    <>
      {loaded.at === 'loading' && <p role="status">{t('settings.loading')}</p>}
      <Problem>{loaded.at === 'failed' ? problemText({ ok: false, code: loaded.code }) : undefined}</Problem>
    </>
  );
}
