import { useEffect } from 'preact/hooks';
import { useStore } from '../../ui/store.ts';
import { t } from '../text.ts';
import { useLive, useTools } from './context.ts';
import { capped } from './folder-nav.tsx';

/** The page's title begins with the number of people who wait for a person. It never blinks. */
export function useTitle(): void {
  const { shop, route } = useTools();
  const { page } = useStore(route);
  const { counts, folder } = useLive();
  const waiting = counts?.new ?? 0;
  const title = t('title.shop', { folder: page ? t(`${page}.title`) : t(`folder.${folder}`), shop: shop.name });
  useEffect(() => {
    document.title = waiting > 0 ? t('title.waiting', { n: capped(waiting), title }) : title;
  }, [waiting, title]);
}
