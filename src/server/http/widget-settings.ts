import * as v from 'valibot';
import { Country, Locale } from '../../protocol/primitives.ts';
import { LauncherSettings } from '../../protocol/settings.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

/** Pages are cached for a while; a change of the shop's settings reaches them within it. */
export const SETTINGS_CACHE = 'public, max-age=60, stale-while-revalidate=600';

/** A language or country that makes no sense is like none: a page is never left without a widget for it. */
export const Visit = v.object({
  locale: v.fallback(v.optional(Locale), undefined),
  country: v.fallback(v.optional(v.pipe(v.string(), v.toUpperCase(), Country)), undefined),
});

/** What the loader asks when the settings did not come with it. */
export function widgetSettingsRoutes(settings: ShopSettings): Route[] {
  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/shops/:shop/widget',
        summary: 'Public settings of a shop: what the launcher needs, in the language of the page.',
        shared: true,
        query: Visit,
        answer: LauncherSettings,
        refusals: ['unknown_shop'],
      },
      async ({ params, query }) => {
        const launcher = await settings.launcher(params.shop ?? '', query);
        return launcher ? { body: launcher, cache: SETTINGS_CACHE } : refuse('unknown_shop');
      },
    ),
  ];
}
