import type { ComponentChildren } from 'preact';
import { useStore } from '../../ui/store.ts';
import { t } from '../text.ts';
import { useTools } from './context.ts';
import { MenuButton, type MenuItem } from './menu.tsx';
import type { ThemeChoice } from './preferences.ts';

const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'auto'];

interface ShopMenuProps {
  /** Name of the button and of the menu. */
  label: string;
  class: string;
  children: ComponentChildren;
}

/** What belongs to the whole inbox: appearance, sound, shortcuts, signing out. */
export function ShopMenu({ label, class: look, children }: ShopMenuProps) {
  const { preferences, dialog, signOut, me, go } = useTools();
  const chosen = useStore(preferences);
  const items: MenuItem[] = [
    {
      kind: 'action',
      key: 'account',
      label: t('menu.account'),
      icon: 'user',
      run: () => go({ folder: 'new', page: 'account' }),
    },
    ...(me.role === 'agent'
      ? []
      : [
          {
            kind: 'action',
            key: 'team',
            label: t('menu.team'),
            icon: 'users',
            run: () => go({ folder: 'new', page: 'team' }),
          } satisfies MenuItem,
        ]),
    ...(me.permissions.includes('settings')
      ? [
          {
            kind: 'action',
            key: 'settings',
            label: t('menu.settings'),
            icon: 'gear',
            run: () => go({ folder: 'new', page: 'settings' }),
          } satisfies MenuItem,
        ]
      : []),
    { kind: 'heading', key: 'theme', label: t('menu.theme') },
    ...THEMES.map(
      (theme): MenuItem => ({
        kind: 'choice',
        key: theme,
        of: 'radio',
        label: t(`menu.theme.${theme}`),
        checked: chosen.theme === theme,
        run: () => preferences.set({ ...preferences.get(), theme }),
      }),
    ),
    {
      kind: 'choice',
      key: 'sound',
      of: 'checkbox',
      label: t('menu.sound'),
      checked: chosen.sound,
      run: () => preferences.set({ ...chosen, sound: !chosen.sound }),
    },
    {
      kind: 'action',
      key: 'keys',
      label: t('menu.shortcuts'),
      icon: 'bolt',
      run: () => dialog.set({ kind: 'shortcuts' }),
    },
    { kind: 'action', key: 'out', label: t('menu.sign_out'), icon: 'sign_out', run: signOut },
  ];
  return (
    <MenuButton label={label} items={items} class={look}>
      {children}
    </MenuButton>
  );
}
