import { useState } from 'preact/hooks';
import { useStore } from '../../ui/store.ts';
import { t } from '../text.ts';
import { useTools } from './context.ts';
import { Icon } from './icon.tsx';

const permission = (): NotificationPermission | 'missing' =>
  'Notification' in globalThis ? Notification.permission : 'missing';

/** Offers desktop notifications while the browser has not been asked; the browser asks only after the press. */
export function NotifyOffer() {
  const { preferences } = useTools();
  const { notifyDismissed } = useStore(preferences);
  const [state, setState] = useState(permission);
  if (state !== 'default' || notifyDismissed) return null;
  return (
    <div class="offer">
      <p>{t('notify.why')}</p>
      <button
        type="button"
        class="btn btn--line"
        onClick={() => void Notification.requestPermission().then((answer) => setState(answer))}
      >
        <Icon name="bell" size={16} />
        {t('notify.ask')}
      </button>
      <button
        type="button"
        class="ib ib--small offer__close"
        aria-label={t('notify.dismiss')}
        onClick={() => preferences.set({ ...preferences.get(), notifyDismissed: true })}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
