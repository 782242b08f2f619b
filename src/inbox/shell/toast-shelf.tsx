import { useStore } from '../../ui/store.ts';
import { t } from '../text.ts';
import { useTools } from './context.ts';
import { Icon } from './icon.tsx';

/** The short notes, in a region that is always there so that screen readers hear each new one. */
export function ToastShelf() {
  const { toasts, go } = useTools();
  const shown = useStore(toasts);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, conversation }) => (
        <div class="toast" key={id}>
          <p>{text}</p>
          {conversation !== undefined && (
            <button
              type="button"
              class="toast__open"
              onClick={() => {
                toasts.dismiss(id);
                go({ folder: 'new', conversation });
              }}
            >
              {t('toast.open')}
            </button>
          )}
          <button type="button" class="ib ib--small" aria-label={t('toast.dismiss')} onClick={() => toasts.dismiss(id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
