// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { NATIVE_PATIENCE_MS } from '../../protocol/native.ts';
import { page, useAppPage } from '../testing/app-page.ts';

const inApp = useAppPage();
const jwt = (claims: object): string => `h.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.s`;

describe('the handshake', () => {
  it('[NA8] says ready, waits for init, and brings the chat with what it says', () => {
    const { begin, told, say, commands } = inApp();
    expect(told).toEqual([{ shopbell: 1, type: 'ready', id: 'ready', payload: { sdk: '1.2.3' } }]);
    expect(begin).not.toHaveBeenCalled();
    say('init', { options: { shop: 'demo', locale: 'fr' }, identity: { name: 'Ines' } }, { replyTo: 'ready' });
    expect(begin).toHaveBeenCalledOnce();
    expect(commands()).toEqual([
      ['identify', { name: 'Ines' }],
      ['init', { shop: 'demo', locale: 'fr' }],
    ]);
  });

  it('[NA8] begins without an app that stays silent, and takes what comes late as a change', () => {
    const { begin, of, say, commands } = inApp();
    vi.advanceTimersByTime(NATIVE_PATIENCE_MS - 1);
    expect(begin).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(begin).toHaveBeenCalledOnce();
    say('init', { options: { locale: 'fr' }, session: 'kept' }, { id: 'm1' });
    expect(begin).toHaveBeenCalledOnce();
    expect(commands()).toEqual([['update', { locale: 'fr' }]]);
    expect(of('error')).toMatchObject([{ code: 'late' }]);
  });

  it.each([
    ['the payload alone', { options: { shop: 'demo' } }],
    ['its text', '{"options":{"shop":"demo"}}'],
    ['an envelope', { shopbell: 1, type: 'init', payload: { options: { shop: 'demo' } } }],
  ])('[NA9] begins at once when init stands in the window already: %s', (_, said) => {
    page.__SHOPBELL_NATIVE__ = said;
    const { begin, commands } = inApp();
    expect(begin).toHaveBeenCalledOnce();
    expect(commands()).toEqual([['init', { shop: 'demo' }]]);
  });

  it('[NA9] waits when what stands there cannot be read', () => {
    page.__SHOPBELL_NATIVE__ = '{';
    const { begin, of } = inApp();
    expect(begin).not.toHaveBeenCalled();
    expect(of('error')).toMatchObject([{ code: 'bad_envelope' }]);
  });

  it('[NA2] answers what it refuses, with the id that it answers', () => {
    const { told } = inApp();
    page.Shopbell.fromNative('{"shopbell":9,"type":"init","id":"m3"}');
    expect(told.at(-1)).toMatchObject({ type: 'error', replyTo: 'm3', payload: { code: 'unsupported_version' } });
    expect(console.warn).toHaveBeenCalledOnce();
  });
});

describe('the session', () => {
  it('[NA10] goes to the app once it may be kept, and comes back from there', () => {
    const { of, say } = inApp();
    say('init', { session: 'from-app' });
    expect(document.cookie).toContain('shopbell_visitor=from-app');
    // Before the chat is started the table of consent keeps nothing; the app's own token stays.
    document.cookie = 'shopbell_visitor=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT';
    expect(document.cookie).toContain('shopbell_visitor=from-app');
    document.cookie = 'other=1;path=/';
    document.cookie = 'shopbell_visitor=next;path=/;samesite=lax';
    document.cookie = 'shopbell_visitor=next;path=/;max-age=864000';
    expect(document.cookie).toMatch(/^(?=.*other=1)(?=.*shopbell_visitor=next)/);
    expect(of('session')).toEqual([{ token: 'next' }]);
  });

  it('[NA11] is taken back when nobody is signed in any more', () => {
    const { of, say, commands } = inApp();
    say('init', { session: 'from-app' });
    say('identify', { token: null });
    expect(commands()).toEqual([['logout']]);
    expect(of('session')).toEqual([{ token: null }]);
    expect(document.cookie).not.toContain('shopbell_visitor');
  });
});

describe('what the app says', () => {
  it('[NA25] is asked for a new proof a minute before the old one ends, once', () => {
    const { told, of, say, commands } = inApp();
    const exp = Date.now() / 1000 + 300;
    say('init', {});
    say('identify', { token: jwt({ sub: 'cust-7', exp }) });
    expect(commands()).toMatchObject([['identify', { clientId: 'cust-7', clientToken: expect.any(String) }]]);
    vi.advanceTimersByTime(239_000);
    expect(of('need_token')).toEqual([]);
    vi.advanceTimersByTime(2_000);
    vi.advanceTimersByTime(600_000);
    expect(of('need_token')).toEqual([{ reason: 'expired' }]);
    expect(told.at(-1)?.id).toBeTruthy();
    // What ended while nobody looked is noticed on the return.
    say('identify', { token: jwt({ sub: 'cust-7', exp: Date.now() / 1000 + 90 }) });
    say('lifecycle', { state: 'background' });
    vi.setSystemTime(Date.now() + 120_000);
    say('lifecycle', { state: 'active' });
    expect(of('need_token')).toHaveLength(2);
  });

  it('[NA28] is a command of a page, or it is refused and named', () => {
    const { of, say, commands } = inApp();
    say('init', {});
    say('command', { name: 'send', args: ['Hello'] });
    say('command', { name: 'update', args: [{ locale: 'de' }] });
    say('consent', { level: 3 });
    say('cart', { currency: 'EUR', subtotal: 0, lines: [] });
    expect(commands()).toEqual([
      ['open'],
      ['send', 'Hello'],
      ['update', { locale: 'de' }],
      ['consent', 3],
      ['cart', { currency: 'EUR', subtotal: 0, lines: [] }],
    ]);
    for (const payload of [{ name: 'destroy' }, { name: 'send' }, { name: 'update', args: ['x'] }, { args: 7 }])
      say('command', payload as never);
    say('consent', { level: 4 as never });
    say('lifecycle', { state: 'asleep' as never });
    expect(commands()).toHaveLength(5);
    expect(of('error').map(({ code }) => code)).toEqual(Array(6).fill('invalid'));
  });

  it('[NA23] makes room for bars and keyboard, within reason', () => {
    const { say } = inApp();
    const { style } = document.documentElement;
    const value = (name: string) => style.getPropertyValue(`--sb-${name}`);
    say('insets', { top: 47, bottom: 34, keyboard: 0 });
    expect(['safe-t', 'safe-b', 'safe-l', 'keyboard'].map(value)).toEqual(['47px', '34px', '0px', '0px']);
    say('insets', { top: 47, bottom: 34, keyboard: 291 });
    expect(['safe-t', 'safe-b', 'keyboard'].map(value)).toEqual(['47px', '0px', '291px']);
    say('insets', { top: -5, left: 1e9, right: '0;color:red' as never });
    expect(['safe-t', 'safe-l', 'safe-r'].map(value)).toEqual(['0px', '4000px', '0px']);
  });
});

describe('what the chat says', () => {
  it('[NA26] reaches the app: unread messages, the cart, errors', () => {
    const { of, say, happen } = inApp();
    say('init', {});
    happen('unread', { count: 2, id: 'x', timestamp: 1 });
    happen('add_to_cart', { productId: 'p1', quantity: 1, id: 'x', timestamp: 1 });
    happen('discount', { code: 'WELCOME10', id: 'x', timestamp: 1 });
    happen('error', { code: 'part_failed', message: 'no', id: 'x', timestamp: 1 });
    expect(of('unread')).toEqual([{ count: 2 }]);
    expect(of('cart')).toEqual([
      { name: 'add_to_cart', productId: 'p1', quantity: 1 },
      { name: 'discount', code: 'WELCOME10' },
    ]);
    expect(of('error')).toEqual([{ code: 'part_failed', message: 'no' }]);
  });

  it('[NA20] hands web addresses to the app, and nothing that could run', () => {
    const { of } = inApp();
    const link = (href: string, name = '', more: object = {}): Event => {
      const anchor = Object.assign(document.createElement('a'), { href, className: name, ...more });
      document.body.append(anchor);
      const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
      // What is left alone must not navigate here either.
      anchor.addEventListener('click', (event) => event.defaultPrevented || event.preventDefault());
      anchor.dispatchEvent(click);
      return click;
    };
    link('https://shop.example/p/1', 'sb-product-name');
    link('https://carrier.example/7', 'sb-link');
    link('mailto:team@shop.example');
    link('javascript:alert(1)');
    link('intent://x');
    link('https://shop.example/file', '', { download: 'file' });
    expect(of('open_url')).toEqual([
      { url: 'https://shop.example/p/1', kind: 'product' },
      { url: 'https://carrier.example/7', kind: 'order' },
      { url: 'mailto:team@shop.example', kind: 'link' },
    ]);
  });

  it('[NA24] goes back step by step: picture, menu, and at last out of the chat', () => {
    const { of, say } = inApp();
    const chat = document.createElement('shopbell-chat');
    const root = chat.attachShadow({ mode: 'open' });
    const picture = document.createElement('dialog');
    const menu = Object.assign(document.createElement('div'), { className: 'pop' });
    const onEscape = vi.fn((event: KeyboardEvent) => event.key === 'Escape' && menu.remove());
    menu.addEventListener('keydown', onEscape);
    root.append(picture, menu);
    document.body.append(chat);
    picture.setAttribute('open', '');
    const back = () => say('command', { name: 'back' });
    back();
    expect([picture.hasAttribute('open'), menu.isConnected, of('close').length]).toEqual([false, true, 0]);
    back();
    expect([menu.isConnected, of('close').length]).toEqual([false, 0]);
    back();
    expect(of('close')).toEqual([{}]);
  });

  it('[NA29] is silent after its end, and leaves nothing on the page', () => {
    const { told, say, stop } = inApp();
    const fromNative = page.Shopbell.fromNative;
    const before = told.length;
    stop();
    fromNative('{"shopbell":9}');
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(before);
    expect('Shopbell' in window).toBe(false);
    expect(Object.hasOwn(document, 'cookie')).toBe(false);
    expect(Object.hasOwn(document, 'visibilityState')).toBe(false);
    expect(() => say('init', {})).toThrow();
  });
});
