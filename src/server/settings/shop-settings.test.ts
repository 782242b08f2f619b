import { describe, expect, it } from 'vitest';
import type { PanelSettings } from '../../protocol/settings.ts';
import { createFlows } from '../bot/flows.ts';
import type { StaticFolder } from '../http/static-folder.ts';
import type { Agent } from '../store/people.ts';
import type { Shop } from '../store/shops.ts';
import { greetingFrom } from './greeting.ts';
import { createShopSettings } from './shop-settings.ts';
import { createSpokenLocales } from './spoken-locale.ts';

const SHOP: Shop = {
  id: 'oak',
  name: 'Oak $& Co',
  origins: [],
  locale: 'fr',
  currency: 'EUR',
  timeZone: 'UTC',
  hours: [{ weekday: 1, from: 540, to: 1080 }],
  transfer: 'hours',
  askEmail: 'start',
  departments: [],
  appearance: { accent: '#112233', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
};
const agent = (id: string, more: Partial<Agent> = {}): Agent => ({
  shop: 'oak',
  id,
  name: id,
  email: `${id}@oak.test`,
  role: 'agent',
  permissions: ['chat'],
  passwordHash: '',
  ...more,
});
const strings = { open: 'o', close: 'c', dismiss: 'd', unread: { one: 'one', other: '{n}' } };
const MANY = { ...strings, unread: { ...strings.unread, few: 'few' }, withUnread: '{unread} · {name}' };
const built = (...tags: string[]): StaticFolder => ({
  async read(path) {
    const tag = tags.find((one) => path === `locales/${one}.json`);
    const text = JSON.stringify({ launcher: { ...(tag === 'pl' ? MANY : strings), open: `open ${tag}` }, chat: {} });
    return tag ? { bytes: new TextEncoder().encode(text), type: 'application/json', hash: '' } : undefined;
  },
});
const settings = (dist: StaticFolder) =>
  createShopSettings({
    shops: { shop: async (id) => (id === 'oak' ? SHOP : undefined) },
    people: {
      agents: async () => [
        agent('a_1'),
        agent('a_2', { permissions: ['reports'] }),
        agent('a_3', { avatar: '/3.svg' }),
        agent('a_4'),
        agent('a_5'),
      ],
    },
    spoken: createSpokenLocales(dist),
    greetingFor: greetingFrom(createFlows()),
    now: () => Date.parse('2026-07-04T12:00:00Z'),
  });

describe('the settings of a shop', () => {
  it('[HT12] tell the panel who is there, when, and what the shop says first', async () => {
    const panel = (await settings(built('en', 'fr')).panel('oak', {})) as PanelSettings;
    expect(panel).toMatchObject({
      shop: 'oak',
      locale: 'fr',
      askEmail: 'start',
      currency: 'EUR',
      availability: { open: false, backAt: Date.parse('2026-07-06T09:00:00Z') },
    });
    expect(panel.team).toEqual([
      { id: 'a_3', name: 'a_3', avatar: '/3.svg' },
      { id: 'a_1', name: 'a_1' },
      { id: 'a_4', name: 'a_4' },
    ]);
    const { greeting } = createFlows().flowFor({ locale: 'fr' });
    expect(panel.greeting.messages).toEqual(greeting.messages.map((text) => text.replace('{shop}', () => SHOP.name)));
    expect(panel.greeting.choices).toEqual(greeting.choices);
    expect(panel).not.toHaveProperty('greeting.teaser');
    expect(await settings(built('en')).panel('ash', {})).toBeUndefined();
  });

  it('[HT12] greet in the flow that the page names', async () => {
    const plain = await settings(built('en')).panel('oak', { locale: 'en' });
    const returns = await settings(built('en')).panel('oak', { locale: 'en', flowRef: 'RETURNS::1' });
    expect(returns?.greeting.messages).not.toEqual(plain?.greeting.messages);
  });

  it.each([
    ['fr-CA', ['en', 'fr'], 'fr-CA', 'fr'],
    ['fr-ca', ['en', 'fr-CA', 'fr'], 'fr-CA', 'fr-CA'],
    ['pt-BR', ['en', 'pt'], 'pt-BR', 'pt'],
    ['zh-TW', ['en', 'zh-Hans', 'zh-Hant'], 'zh-TW', 'zh-Hant'],
    ['zh-TW', ['en', 'zh-Hans'], 'zh-Hans-TW', 'zh-Hans'],
    ['zh-CN', ['en', 'zh-Hans'], 'zh-CN', 'zh-Hans'],
    ['zh', ['en', 'zh-Hans'], 'zh', 'zh-Hans'],
    ['no', ['en', 'nb'], 'no', 'nb'],
    ['nn-NO', ['en', 'nb'], 'nn-NO', 'nb'],
    ['iw', ['en', 'he'], 'he', 'he'],
    ['fil', ['en', 'fi', 'fr'], 'fr', 'fr'],
    ['ja', ['en', 'fr'], 'fr', 'fr'],
    ['ja', ['en'], 'en', 'en'],
    ['../../x', ['en'], 'en', 'en'],
    [undefined, ['en', 'fr'], 'fr', 'fr'],
  ])('[HT5] choose for %s among %j', async (locale, tags, chosen, file) => {
    const launcher = await settings(built(...tags)).launcher('oak', { locale });
    expect(launcher).toMatchObject({ locale: chosen, strings: { open: `open ${file}` } });
    // The widget takes the language itself for the file's name unless it is told another.
    expect(launcher?.words ?? chosen.split('-')[0]).toBe(file);
  });

  it('[LA5] give each form of a counted text a field, the ones that few languages have only there', async () => {
    const { launcher } = settings(built('en', 'pl'));
    const english = await launcher('oak', { locale: 'en' });
    expect(english?.strings).toEqual({ ...strings, open: 'open en', unread: '{n}', unreadOne: 'one' });
    const polish = await launcher('oak', { locale: 'pl' });
    expect(polish?.strings).toEqual({
      ...english?.strings,
      open: 'open pl',
      unreadForms: { few: 'few' },
      withUnread: '{unread} · {name}',
    });
  });
});
