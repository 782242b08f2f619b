import type { ErrorCode } from '../../../protocol/error-codes.ts';
import type { Scope } from '../../../protocol/scopes.ts';
import type { Permission, Right } from '../../auth/permissions.ts';
import { createFlows } from '../../bot/flows.ts';
import type { Person, Things } from './matrix-shop.ts';

/** A request that the right caller gets what they want with. */
export interface Asked {
  /** What stands in the path. */
  at?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Case {
  /** Who may, as a person; written down a second time on purpose: the table of routes must say the same. */
  access?: Permission | Right | 'any';
  /** What a key needs. Absent: keys are refused. */
  scope?: Scope;
  /** A request about a thing of this shop; `who` will ask. */
  ask(of: Things, who: Person | 'key'): Promise<Asked> | Asked;
  /** What it comes to for whoever may, where it is a refusal of another sort. */
  gives?: ErrorCode;
  /** The path names a thing by a name that each shop gives itself: another shop's caller means their own, and never finds ours. */
  named?: true;
  /** What it answers is on every page of the shop. */
  tellsAll?: true;
  /** Of those whom `access` lets in, only these. */
  only?: Person[];
}

const [FLOW] = createFlows().builtIn();
const PRODUCT = { title: 'Cup', price: 3, currency: 'EUR', url: '/cup', available: true };
const ORDER = { email: 'x@y.test', placedAt: 1, status: 'shipped', total: 4, currency: 'EUR', items: 1, images: [] };
const HOURS = { timeZone: 'UTC', hours: [{ weekday: 1, from: 540, to: 1080 }] };

const nothing = (): Asked => ({});
const sends = (body: unknown) => (): Asked => ({ body });
type ThingName = { [K in keyof Things]: Things[K] extends () => Promise<string> ? K : never }[keyof Things];
/** A request about a new thing of this kind, with this body. */
const about =
  (kind: ThingName, body?: unknown, part = 'id') =>
  async (of: Things): Promise<Asked> => ({ at: { [part]: await of[kind]() }, ...(body !== undefined && { body }) });
/** The thing has to exist; the request is for all of them. */
const listed =
  (kind: ThingName) =>
  async (of: Things): Promise<Asked> => {
    await of[kind]();
    return {};
  };
const anybody = (body?: unknown): Case => ({ ask: () => (body === undefined ? {} : { body }) });
let names = 0;
const newName = (): string => {
  names += 1;
  return `n${names}`;
};

const team = { access: 'team' } as const;
const own = { access: 'any' } as const;
const manages = { access: 'settings' } as const;
const hooks = { access: 'settings', scope: 'webhooks:write' } as const;
const reads = { access: 'chat', scope: 'conversations:read' } as const;
const seesGoods = { access: 'settings', scope: 'catalogue:read' } as const;
const keepsGoods = { access: 'settings', scope: 'catalogue:write' } as const;
const seesSettings = { access: 'settings', scope: 'settings:read' } as const;
const keepsSettings = { access: 'settings', scope: 'settings:write' } as const;
const answers = { access: 'chat', scope: 'settings:read' } as const;

/** Every route of the API and who may call it. A route that is missing here fails the test. */
export const CASES: Record<string, Case> = {
  'post /api/v1/session': anybody({}),
  'get /api/v1/session': anybody(),
  'delete /api/v1/session': { ...own, ask: nothing },
  'post /api/v1/password/forgotten': anybody({ email: 'nobody@nowhere.test' }),
  'post /api/v1/password/reset': anybody({ secret: 'x', password: 'y' }),
  'post /api/v1/invitations/look': anybody({ secret: 'x' }),
  'post /api/v1/invitations/accept': anybody({ secret: 'x', name: 'X', password: 'y' }),
  'get /api/v1/push': { ...anybody(), tellsAll: true },
  'post /api/v1/push/devices': anybody({}),
  'post /api/v1/push/devices/forget': anybody({}),
  'get /api/v1/shops/:shop/widget': { ask: ({ shop }) => ({ at: { shop } }), tellsAll: true },

  'patch /api/v1/account': { ...own, ask: sends({ name: 'Somebody' }) },
  'put /api/v1/account/password': {
    ...own,
    ask: sends({ password: 'x', newPassword: '1' }),
    gives: 'weak_password',
  },
  'get /api/v1/account/sessions': { ...own, ask: nothing },
  'delete /api/v1/account/sessions': { ...own, ask: nothing },
  'delete /api/v1/account/sessions/:id': {
    ...own,
    ask: async (of, who) => ({ at: { id: await of.session(who === 'key' ? 'owner' : who) } }),
  },
  'get /api/v1/account/second-factor': { ...own, ask: nothing },
  'post /api/v1/account/second-factor': { ...own, ask: sends({ password: 'x' }), gives: 'wrong_password' },
  'post /api/v1/account/second-factor/confirm': { ...own, ask: sends({ code: '000000' }), gives: 'not_found' },
  'post /api/v1/account/second-factor/remove': {
    ...own,
    ask: sends({ password: 'x', code: '000000' }),
    gives: 'wrong_password',
  },

  'get /api/v1/invitations': { ...team, ask: listed('invitation') },
  'post /api/v1/invitations': {
    ...team,
    ask: () => ({ body: { email: `${newName()}@new.test`, role: 'agent' } }),
  },
  'post /api/v1/invitations/:id/resend': { ...team, ask: about('invitation') },
  'delete /api/v1/invitations/:id': { ...team, ask: about('invitation') },
  'get /api/v1/team': { ...team, ask: nothing },
  'patch /api/v1/team/:id': { ...team, ask: about('colleague', { active: false }) },
  'post /api/v1/team/:id/password-reset': { ...team, ask: about('colleague') },
  'delete /api/v1/team/:id/sessions': { ...team, ask: about('colleague') },
  'delete /api/v1/team/:id/second-factor': { ...team, ask: about('colleagueWithFactor'), only: ['owner'] },

  'get /api/v1/conversations': { ...reads, ask: listed('conversation') },
  'get /api/v1/conversations/:id': { ...reads, ask: about('conversation') },
  'get /api/v1/conversations/:id/entries': { ...reads, ask: about('conversation') },
  'post /api/v1/conversations/:id/commands': {
    access: 'chat',
    scope: 'conversations:write',
    ask: async (of, who) => ({
      at: { id: await of.conversation() },
      // A person speaks for themselves, a key for a colleague.
      body: { type: 'conversation.prioritise', ...(who === 'key' && { as: of.chatter }) },
    }),
  },
  'post /api/v1/files': {
    access: 'chat',
    scope: 'conversations:write',
    ask: () => ({ body: '%PDF-1.7\n%…', headers: { 'content-type': 'application/pdf', 'x-file-name': 'a.pdf' } }),
  },
  'get /api/v1/agents': { ...reads, ask: nothing },
  'get /api/v1/products': { access: 'chat', scope: 'catalogue:read', ask: nothing },
  'get /api/v1/discounts': { access: 'chat', scope: 'catalogue:read', ask: nothing },
  'get /api/v1/departments': { ...answers, ask: listed('department') },

  'get /api/v1/visitors': { access: 'chat', scope: 'visitors:read', ask: listed('visitor') },
  'get /api/v1/visitors/:id': { access: 'chat', scope: 'visitors:read', ask: about('visitor') },
  'patch /api/v1/visitors/:id': { access: 'chat', scope: 'visitors:write', ask: about('visitor', { name: 'X' }) },
  'get /api/v1/visitors/:id/conversations': { ...reads, ask: about('visitor') },
  'delete /api/v1/visitors/:id': { access: 'settings', scope: 'visitors:write', ask: about('visitor') },
  'delete /api/v1/visitors/:id/tokens': { access: 'settings', scope: 'visitors:write', ask: about('visitor') },
  'get /api/v1/erasures': { access: 'settings', scope: 'visitors:read', ask: nothing },

  'get /api/v1/canned-responses': { ...answers, ask: listed('canned') },
  'post /api/v1/canned-responses': {
    ...keepsSettings,
    ask: () => ({ body: { shortcut: newName(), text: 'X' } }),
  },
  'get /api/v1/canned-responses/:id': { ...answers, ask: about('canned') },
  'put /api/v1/canned-responses/:id': {
    ...keepsSettings,
    ask: async (of) => ({ at: { id: await of.canned() }, body: { shortcut: newName(), text: 'X' } }),
  },
  'delete /api/v1/canned-responses/:id': { ...keepsSettings, ask: about('canned') },

  'post /api/v1/departments': { ...keepsSettings, ask: () => ({ body: { name: newName() } }) },
  'patch /api/v1/departments/:name': {
    ...keepsSettings,
    ask: async (of) => ({ at: { name: await of.department() }, body: { name: newName() } }),
  },
  'delete /api/v1/departments/:name': { ...keepsSettings, ask: about('department', undefined, 'name') },
  'get /api/v1/settings': { ...seesSettings, ask: nothing },
  'patch /api/v1/settings': { ...keepsSettings, ask: sends({ transfer: 'hours' }) },
  'get /api/v1/hours': { ...seesSettings, ask: nothing },
  'put /api/v1/hours': { ...keepsSettings, ask: sends(HOURS) },
  'get /api/v1/flows': { ...seesSettings, ask: listed('flow') },
  'put /api/v1/flows/:language': {
    ...keepsSettings,
    ask: () => ({ at: { language: 'en' }, body: { ...FLOW, locale: 'en' } }),
    named: true,
  },
  'delete /api/v1/flows/:language': { ...keepsSettings, ask: about('flow', undefined, 'language') },

  'get /api/v1/catalogue/products': { ...seesGoods, ask: listed('product') },
  'put /api/v1/catalogue/products': {
    ...keepsGoods,
    ask: () => ({ body: { products: [{ ...PRODUCT, id: newName() }] } }),
  },
  'get /api/v1/catalogue/products/:id': { ...seesGoods, ask: about('product') },
  'put /api/v1/catalogue/products/:id': {
    ...keepsGoods,
    ask: async (of) => {
      const id = await of.product();
      return { at: { id }, body: { ...PRODUCT, id } };
    },
    named: true,
  },
  'delete /api/v1/catalogue/products/:id': { ...keepsGoods, ask: about('product') },
  'get /api/v1/catalogue/orders': { ...seesGoods, ask: listed('order') },
  'get /api/v1/catalogue/orders/:number': { ...seesGoods, ask: about('order', undefined, 'number') },
  'put /api/v1/catalogue/orders/:number': {
    ...keepsGoods,
    ask: async (of) => {
      const number = await of.order();
      return { at: { number }, body: { ...ORDER, number } };
    },
    named: true,
  },
  'delete /api/v1/catalogue/orders/:number': { ...keepsGoods, ask: about('order', undefined, 'number') },
  'get /api/v1/catalogue/discounts': { ...seesGoods, ask: listed('discount') },
  'get /api/v1/catalogue/discounts/:code': { ...seesGoods, ask: about('discount', undefined, 'code') },
  'put /api/v1/catalogue/discounts/:code': {
    ...keepsGoods,
    ask: async (of) => {
      const code = await of.discount();
      return { at: { code }, body: { code, percent: 9 } };
    },
    named: true,
  },
  'delete /api/v1/catalogue/discounts/:code': { ...keepsGoods, ask: about('discount', undefined, 'code') },

  'get /api/v1/exports/conversations.ndjson': {
    access: 'reports',
    scope: 'exports:read',
    ask: listed('conversation'),
  },
  'get /api/v1/exports/conversations.csv': { access: 'reports', scope: 'exports:read', ask: listed('visitor') },

  'get /api/v1/api-keys': { ...manages, ask: listed('key') },
  'post /api/v1/api-keys': { ...manages, ask: sends({ name: 'X', scopes: ['settings:read'] }) },
  'delete /api/v1/api-keys/:id': { ...manages, ask: about('key') },
  'post /api/v1/shop/identity-secret': { ...manages, ask: nothing },

  'get /api/v1/webhooks': { ...hooks, ask: listed('webhook') },
  'post /api/v1/webhooks': {
    ...hooks,
    ask: async (of) => {
      await of.noWebhooks();
      return { body: { url: 'https://shop.example/hook' } };
    },
  },
  'patch /api/v1/webhooks/:id': { ...hooks, ask: about('webhook', { enabled: false }) },
  'delete /api/v1/webhooks/:id': { ...hooks, ask: about('webhook') },
  'post /api/v1/webhooks/:id/secret': { ...hooks, ask: about('webhook') },
  'post /api/v1/webhooks/:id/test': { ...hooks, ask: about('webhook') },
  'get /api/v1/webhooks/deliveries': { ...hooks, ask: listed('delivery') },
  'post /api/v1/webhooks/deliveries/redeliver': { ...hooks, ask: sends({}) },
  'post /api/v1/webhooks/deliveries/:id/redeliver': { ...hooks, ask: about('delivery') },
  'get /api/v1/jobs/dead': { ...manages, ask: listed('deadJob') },
  'post /api/v1/jobs/:id/revive': { ...manages, ask: about('deadJob') },
  'delete /api/v1/jobs/:id': { ...manages, ask: about('deadJob') },
};
