import type { ComponentChild } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountPage } from '../account/account-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { TeamPage } from '../team/team-page.tsx';
import { t } from '../text.ts';
import { Icon } from './icon.tsx';
import { type Page, routeHref } from './route.ts';

interface PageFrameProps {
  page: Page;
  narrow: boolean;
  rail: ComponentChild;
}

/** A page in place of the columns. Its heading takes the focus, so that a screen reader says where one is. */
export function PageFrame({ page, narrow, rail }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [page]);

  const content = (
    <>
      <div class="bar">
        {narrow && (
          <a class="ib" href={routeHref({ folder: 'new' })} aria-label={t('account.back')}>
            <Icon name="chevron-left" />
          </a>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {t(page === 'install' ? 'settings.title' : `${page}.title`)}
        </h1>
      </div>
      <div class="page__scroll">
        <div class={page === 'settings' || page === 'install' ? 'page__wide' : 'page__body'}>{contentOf(page)}</div>
      </div>
    </>
  );
  if (narrow) return <main class="phone page">{content}</main>;
  return (
    <div class="frame">
      {rail}
      <main class="sheet page">{content}</main>
    </div>
  );
}

function contentOf(page: Page): ComponentChild {
  switch (page) {
    case 'account':
      return <AccountPage />;
    case 'team':
      return <TeamPage />;
    case 'settings':
    case 'install':
      return <SettingsPage page={page} />;
  }
}
