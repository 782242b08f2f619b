import * as v from 'valibot';
import { Currency, Email, Locale, ShopId, ShortText } from '../../protocol/primitives.ts';
import { Appearance } from '../../protocol/settings.ts';
import { snippetHtml } from '../../protocol/snippet.ts';
import { permissionsOf } from '../auth/permissions.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { invitationAddress, publicAddress } from './team-link.ts';
import { withStore } from './with-store.ts';

/** As browsers send it; an app's web view has a scheme of its own. */
const Origin = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.parse(text);
    if (url && /^https?:$/.test(url.protocol)) return url.origin === text;
    return /^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9._:-]+$/.test(text) && url?.protocol !== 'file:';
  }),
);
const TimeZone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      // Intl has no question for "is there such a zone"; it throws for others.
      return false;
    }
  }),
);

export const shopAdd: CliCommand = {
  usage:
    'shop add <key> --name <name> --origin <origin> [--origin …] [--locale en] [--currency EUR] [--time-zone Europe/Paris] [--owner you@example.com]',
  does: 'adds a shop, or changes the named settings of one that exists; prints the snippet and, while it has no owner, the link on which one joins',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, {
      name: { type: 'string' },
      origin: { type: 'string', multiple: true },
      locale: { type: 'string' },
      currency: { type: 'string' },
      'time-zone': { type: 'string' },
      owner: { type: 'string' },
    });
    if (positionals.length > 1) throw new UsageError(`one shop at a time: ${positionals.slice(1).join(' ')}`);
    const id = checked('<key>', ShopId, positionals[0], 'a-z, 0-9, _ and -, up to 63 characters');
    const origins = values.origin?.map((text) =>
      checked(
        '--origin',
        Origin,
        text,
        'http(s)://host[:port] without a path, or an app such as capacitor://localhost',
      ),
    );
    const locale = checked('--locale', v.optional(Locale), values.locale, 'a language tag such as en or fr-CA');
    const currency = checked('--currency', v.optional(Currency), values.currency, 'three letters such as EUR');
    const timeZone = checked(
      '--time-zone',
      v.optional(TimeZone),
      values['time-zone'],
      'an IANA zone such as Europe/Paris',
    );

    const owner = checked('--owner', v.optional(Email), values.owner, 'an email address');

    await withStore(parts, async (store, config) => {
      const { shops } = store;
      const before = await shops.shop(id);
      const name = checked('--name', ShortText, values.name ?? before?.name, 'what customers read');
      if (!before && !origins) throw new UsageError('--origin is missing: where the shop’s pages are');
      await shops.save({
        transfer: 'always',
        askEmail: 'handoff',
        hours: [],
        departments: [],
        appearance: v.parse(Appearance, {}),
        ...before,
        id,
        name,
        origins: origins ?? before?.origins ?? [],
        locale: locale ?? before?.locale ?? 'en',
        currency: currency ?? before?.currency ?? 'EUR',
        timeZone: timeZone ?? before?.timeZone ?? 'UTC',
      });
      parts.print(`Shop "${id}" (${name}) is ${before ? 'changed' : 'added'}.`);
      const origin = publicAddress(config);
      parts.print(`Into its pages: ${snippetHtml({ shop: id, origin }).trimEnd()}`);
      if ((await store.accounts.everyone(id)).some(({ role }) => role === 'owner')) return;
      const who = { ...(owner && { email: owner }), role: 'owner', permissions: permissionsOf('owner') } as const;
      parts.print(`To join as its owner, within seven days: ${await invitationAddress(store, config, id, who)}`);
    });
    return 0;
  },
};
