import type { Row } from '../../protocol/rows.ts';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { MenuButton, type MenuItem } from '../shell/menu.tsx';
import { t } from '../text.ts';

/** The rarer acts. Only those that the conversation's state allows are offered. */
export function MoreMenu({ row }: { row: Row }) {
  const { client, dialog, departments, me } = useTools();
  const { conversation } = row;
  const open = row.status !== 'closed';
  const items: MenuItem[] = [];
  const act = (
    key: string,
    label: string,
    icon: Extract<MenuItem, { kind: 'action' }>['icon'],
    run: () => void,
  ): void => {
    items.push({ kind: 'action', key, label, ...(icon && { icon }), run });
  };

  if (open) {
    act('priority', t(row.priority ? 'priority.unmark' : 'priority.mark'), 'flame', () =>
      client.send({ type: row.priority ? 'conversation.deprioritise' : 'conversation.prioritise', conversation }),
    );
    act('active', t(row.active ? 'more.inactive' : 'more.active'), row.active ? 'clock' : 'bolt', () =>
      client.send({ type: row.active ? 'conversation.deactivate' : 'conversation.activate', conversation }),
    );
  } else if (!row.blocked) {
    act('reopen', t('more.reopen'), 'retry', () => client.send({ type: 'conversation.reopen', conversation }));
    act('archive', t(row.archived ? 'more.unarchive' : 'more.archive'), 'archive', () =>
      client.send({ type: row.archived ? 'conversation.unarchive' : 'conversation.archive', conversation }),
    );
  }
  if (!row.blocked && departments.length > 0) {
    items.push({ kind: 'heading', key: 'departments', label: t('close.department') });
    for (const department of departments) {
      items.push({
        kind: 'choice',
        of: 'radio',
        key: `department-${department}`,
        label: department,
        checked: row.department === department,
        run() {
          if (row.department !== department) client.send({ type: 'conversation.move', conversation, department });
        },
      });
    }
    items.push({ kind: 'heading', key: 'rest', label: t('customer.label') });
  }
  if (!row.blocked) {
    items.push({
      kind: 'action',
      key: 'block',
      label: t('more.block'),
      icon: 'block',
      danger: true,
      run: () => dialog.set({ kind: 'block', conversation }),
    });
  } else if (me.permissions.includes('unblock')) {
    act('unblock', t('more.unblock'), 'block', () => client.send({ type: 'conversation.unblock', conversation }));
  }
  if (items.length === 0) return null;
  return (
    <MenuButton label={t('more.button')} items={items} class="ib">
      <Icon name="dots" />
    </MenuButton>
  );
}
