import { HoursBody, SettingsPatch, SettingsResource } from '../../protocol/rest-settings.ts';
import type { Shop, Shops } from '../store/shops.ts';
import { editShop } from './edit-shop.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const SETTINGS_BYTES = 64 * 1024;

/** What a shop decides about itself; pages and conversations follow at once. */
export function settingsRoutes(shops: Shops): Route[] {
  const edit = async <T>(id: string, change: (shop: Shop) => Shop, show: (shop: Shop) => T) => {
    const edited: Shop | Refusal = await editShop(shops, id, change);
    return 'refused' in edited ? edited : { body: show(edited) };
  };

  return [
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/settings',
        summary: "The shop's settings.",
        access: 'settings',
        scope: 'settings:read',
        answer: SettingsResource,
        refusals: ['unknown_shop'],
      },
      async ({ who }) => {
        const shop = await shops.shop(who.shop);
        return shop ? { body: toResource(shop) } : refuse('unknown_shop');
      },
    ),
    defineRoute(
      {
        method: 'patch',
        path: '/api/v1/settings',
        summary: 'Changes what is named; null takes an optional value away, `appearance` changes field by field.',
        access: 'settings',
        scope: 'settings:write',
        body: SettingsPatch,
        bodyBytes: SETTINGS_BYTES,
        answer: SettingsResource,
        example: { transfer: 'hours', appearance: { accent: '#7a2e2e' } },
        refusals: ['changed', 'unknown_shop'],
      },
      ({ who, body }) => edit(who.shop, (shop) => patched(shop, body), toResource),
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/v1/hours',
        summary: 'When the team answers, by the clock of the shop.',
        access: 'settings',
        scope: 'settings:read',
        answer: HoursBody,
        refusals: ['unknown_shop'],
      },
      async ({ who }) => {
        const shop = await shops.shop(who.shop);
        return shop ? { body: hoursOf(shop) } : refuse('unknown_shop');
      },
    ),
    defineRoute(
      {
        method: 'put',
        path: '/api/v1/hours',
        summary: 'Replaces the hours and the time zone.',
        access: 'settings',
        scope: 'settings:write',
        body: HoursBody,
        answer: HoursBody,
        example: { timeZone: 'Europe/Vienna', hours: [{ weekday: 1, from: 540, to: 1080 }] },
        refusals: ['changed', 'unknown_shop'],
      },
      ({ who, body }) => edit(who.shop, (shop) => ({ ...shop, exceptions: undefined, ...body }), hoursOf),
    ),
  ];
}

const hoursOf = ({ timeZone, hours, exceptions }: Shop): HoursBody => ({
  timeZone,
  hours,
  ...(exceptions && { exceptions }),
});

function patched(shop: Shop, { appearance, ...patch }: SettingsPatch): Shop {
  const looks = withoutNulls({ ...shop.appearance, ...appearance });
  return withoutNulls({ ...shop, ...patch, appearance: looks });
}

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> };

/** Null in a patch means: take it away. */
function withoutNulls<T extends object>(values: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

/** The hours have an address of their own. */
function toResource({ id, timeZone: _zone, hours: _hours, exceptions: _dates, ...shown }: Shop): SettingsResource {
  return { shop: id, ...shown };
}
