// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Options } from '../../protocol/options.ts';
import { type Page, tellOutside } from './outside.ts';

type Push = Record<string, unknown>;
let options: Pick<Options, 'dataLayer' | 'dataLayerConsent' | 'cookieConsent'>;
let page: Page;
let life: AbortController;

/** A page that loads, with what its data layer holds. */
function load(dataLayer?: unknown[]): void {
  life = new AbortController();
  page = { dataLayer };
  tell('ready');
}
const tell = (name: string, event: object = {}): void =>
  tellOutside(page, name, { id: name, timestamp: 1, ...event }, () => options, life.signal);
const pushed = (): Push[] => (page.dataLayer ?? []) as Push[];
const named = (name: string): Push[] => pushed().filter(({ event }) => event === `shopbell_${name}`);
const assisted = (): unknown[] => named('assisted_purchase').map(({ kind, transaction_id }) => [kind, transaction_id]);
const purchase = (id: string, more: object = {}): Push => ({
  event: 'purchase',
  ecommerce: { transaction_id: id, currency: 'EUR', value: 10, items: [{ item_id: 'other' }], ...more },
});
const chat = (): void => tell('message', { from: 'visitor' });

beforeEach(() => {
  options = { dataLayer: true, cookieConsent: 0 };
  sessionStorage.clear();
});
afterEach(() => life.abort());

describe('the data layer', () => {
  it('[GT30] has each event once, by names of things and without what anybody wrote', () => {
    load();
    tell('message', { from: 'visitor', text: 'ines@example.com' });
    tell('error', { code: 'invalid', message: 'Not an address: ines@example.com' });
    tell('email', { email: 'ines@example.com' });
    expect(pushed().map(({ event }) => event)).toEqual([
      'shopbell_ready',
      'shopbell_message',
      'shopbell_error',
      'shopbell_email',
    ]);
    expect(named('message')).toEqual([{ event: 'shopbell_message', id: 'message', timestamp: 1, from: 'visitor' }]);
    expect(JSON.stringify(pushed())).not.toContain('ines');
  });

  it('[GT31] has nothing without the option, and where told so nothing without analytics consent', () => {
    options.dataLayerConsent = 'analytics';
    load();
    expect(pushed()).toEqual([]);
    options.cookieConsent = 1;
    tell('unread', { count: 1 });
    expect(pushed()).toEqual([]);
    options.cookieConsent = 2;
    tell('unread', { count: 2 });
    expect(named('unread')).toHaveLength(1);
    options.dataLayer = false;
    tell('unread', { count: 3 });
    expect(pushed()).toHaveLength(1);
  });

  it('[GT32] has what goes into the cart with the parameters of GA4, after earlier ones are cleared', () => {
    load();
    tell('add_to_cart', { productId: 'p1', variantId: 'v1', quantity: 3, name: 'Mug', price: 19.9, currency: 'EUR' });
    const items = [{ item_id: 'p1', item_name: 'Mug', item_variant: 'v1', price: 19.9, quantity: 3 }];
    const ecommerce = { currency: 'EUR', value: 59.7, items };
    expect(pushed().slice(1)).toEqual([
      { ecommerce: null },
      expect.objectContaining({
        event: 'shopbell_add_to_cart',
        productId: 'p1',
        variantId: 'v1',
        quantity: 3,
        ...ecommerce,
        ecommerce,
      }),
    ]);
  });
});

describe('a purchase', () => {
  it('[GT33] after a chat is marked once, and without one not at all', () => {
    load([purchase('T0')]);
    page.dataLayer?.push(purchase('T1'));
    expect(assisted()).toEqual([]);
    chat();
    page.dataLayer?.push(purchase('T2'), purchase('T2'));
    expect(assisted()).toEqual([['indirect', 'T2']]);
    expect(named('assisted_purchase')[0]).toMatchObject({ currency: 'EUR', value: 10 });
  });

  it('[GT33] what the bot or the team has said is no chat of the shopper', () => {
    load();
    tell('message', { from: 'bot' });
    page.dataLayer?.push(purchase('T1'));
    expect(assisted()).toEqual([]);
  });

  it('[GT34] is direct with a product or a code from the chat', () => {
    load();
    tell('add_to_cart', { productId: 'p1', variantId: 'v1', quantity: 1, name: 'Mug', price: 1, currency: 'EUR' });
    tell('discount', { code: 'WELCOME10' });
    page.dataLayer?.push(
      purchase('T1', { items: [{ item_id: 'p1' }] }),
      purchase('T2', { items: [{ item_id: 'p', item_variant: 'v1' }] }),
      purchase('T3', { coupon: 'WELCOME10' }),
      purchase('T4'),
    );
    (function (..._: unknown[]) {
      // biome-ignore lint/complexity/noArguments: gtag pushes the arguments themselves
      page.dataLayer?.push(arguments);
    })('event', 'purchase', { transaction_id: 'T5', items: [{ item_id: 'p1' }] });
    expect(assisted()).toEqual([
      ['direct', 'T1'],
      ['direct', 'T2'],
      ['direct', 'T3'],
      ['indirect', 'T4'],
      ['direct', 'T5'],
    ]);
  });

  it('[GT35] is recognised on a later page with analytics consent only', () => {
    load();
    chat();
    load([purchase('T1')]);
    expect(assisted()).toEqual([]);
    expect(sessionStorage.length).toBe(0);
    options.cookieConsent = 2;
    chat();
    load([purchase('T2')]);
    expect(assisted()).toEqual([['indirect', 'T2']]);
    load([purchase('T2')]);
    expect(assisted()).toEqual([]);
    options.cookieConsent = 0;
    tell('consent', { consent: 0 });
    expect(sessionStorage.length).toBe(0);
  });

  it('[GT36] others’ push goes on as it was, and is given back when the chat ends', () => {
    const layer: unknown[] = [];
    const own = (...values: unknown[]): number => {
      layer.splice(layer.length, 0, ...values);
      return 77;
    };
    layer.push = own;
    load(layer);
    expect(layer.push({ event: 'a' })).toBe(77);
    life.abort();
    expect(layer.push).toBe(own);
    tell('unread', { count: 1 });
    expect(named('unread')).toEqual([]);
  });
});
