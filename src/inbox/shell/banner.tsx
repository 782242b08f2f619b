import { useEffect, useState } from 'preact/hooks';
import { type TextKey, t } from '../text.ts';
import { useLive, useTools } from './context.ts';
import { Icon } from './icon.tsx';

/** A blip is not news: the banner waits so long. */
const PATIENCE_MS = 3000;

/** Says when the inbox is cut off, and what becomes of what is written meanwhile. */
export function ConnectionBanner() {
  const { client } = useTools();
  const { connection } = useLive();
  const [late, setLate] = useState(false);
  const away = connection.at === 'connecting' || connection.at === 'waiting';

  useEffect(() => {
    if (!away) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);

  let key: TextKey | undefined;
  if (connection.at === 'stopped') key = connection.code === 4409 ? 'banner.replaced' : 'banner.stopped';
  else if (away && late) key = navigator.onLine ? 'banner.reconnecting' : 'banner.offline';
  return (
    <div role="status">
      {key !== undefined && (
        <p class="banner">
          <Icon name="offline" size={16} />
          <span>{t(key)}</span>
          {connection.at === 'stopped' && (
            <button type="button" class="btn btn--line" onClick={() => client.start()}>
              {t('banner.reload')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
