// @vitest-environment happy-dom
import { act, createElement, createRef, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Chat, ChatOptions } from './create-chat.ts';
import { ShopbellChat } from './react.ts';
import type { ShopbellChatProps } from './react-props.ts';

/** What chats were told, in order, without the listening. */
let told: [verb: string, ...args: unknown[]][] = [];
let listeners = new Map<string, (event: object) => void>();
vi.mock('./create-chat.ts', () => ({
  createChat(options: ChatOptions) {
    told.push(['create', options]);
    const chat = new Proxy({} as Chat, {
      get: (_, verb: string) =>
        verb === 'on'
          ? (event: string, listener: () => void) => {
              listeners.set(event, listener);
              return () => listeners.delete(event);
            }
          : (...args: unknown[]) => void told.push([verb, ...args]),
    });
    return chat;
  },
}));

const AT = { api: 'https://chat.example.com', shop: 'demo' };
let root: Root;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  told = [];
  listeners = new Map();
  root = createRoot(document.createElement('div'));
});
afterEach(() => act(async () => root.unmount()));

const draw = (props: Partial<ShopbellChatProps>, more: object = {}): Promise<void> =>
  act(async () => root.render(createElement(ShopbellChat, { ...AT, ...props, ...more })));
const fresh = (): typeof told => told.splice(0);

describe('the component', () => {
  it('[NP11] makes a chat of its options, and tells it what is not as it was, by value', async () => {
    await draw({ country: 'DE', appearance: { accent: '#112233' } });
    expect(fresh()).toEqual([['create', { ...AT, country: 'DE', appearance: { accent: '#112233' } }]]);
    await draw({ country: 'DE', appearance: { accent: '#112233' } });
    expect(fresh()).toEqual([]);
    await draw({ country: 'FR', appearance: { accent: '#332211' } });
    expect(fresh()).toEqual([['update', { country: 'FR', appearance: { accent: '#332211' } }]]);
    await draw({});
    expect(fresh()).toEqual([['update', { country: undefined, appearance: undefined }]]);
  });

  it('[NP11] makes another for another shop or server', async () => {
    await draw({});
    fresh();
    await draw({ shop: 'other' });
    expect(fresh().map(([verb]) => verb)).toEqual(['create', 'destroy']);
    await draw({ shop: 'other', api: 'https://b.example.com' });
    expect(fresh().map(([verb]) => verb)).toEqual(['create', 'destroy']);
  });

  it('[NP12] hears an event while there is a handler for it, by the handler of today', async () => {
    const [first, second] = [vi.fn(), vi.fn()];
    await draw({ onAddToCart: first, onReady: undefined });
    expect([...listeners.keys()]).toEqual(['add_to_cart']);
    listeners.get('add_to_cart')?.({ productId: '1' });
    await draw({ onAddToCart: second, onUnread: first });
    listeners.get('add_to_cart')?.({ productId: '2' });
    expect(first).toHaveBeenCalledExactlyOnceWith({ productId: '1' });
    expect(second).toHaveBeenCalledExactlyOnceWith({ productId: '2' });
    await draw({ onUnread: first });
    expect([...listeners.keys()]).toEqual(['unread']);
  });

  it('[NP13] gives the chat to its ref before the effects of whoever holds it, and takes it back', async () => {
    const ref = createRef<Chat>();
    await draw({}, { ref });
    ref.current?.open();
    expect(fresh().at(-1)).toEqual(['open']);
    await act(async () => root.render(null));
    expect(ref.current).toBeNull();
    expect(fresh()).toEqual([['destroy']]);
  });

  it('[NP14] knows the shopper as the props do: proves, changes and logs out', async () => {
    await draw({});
    fresh();
    await draw({ clientId: '7', clientToken: 'a' });
    expect(fresh()).toEqual([
      ['update', { clientId: '7', clientToken: 'a' }],
      ['identify', { clientId: '7', clientToken: 'a' }],
    ]);
    await draw({ clientId: '7', clientToken: 'b' });
    expect(fresh().map(([verb]) => verb)).toEqual(['update', 'identify']);
    await draw({ clientId: '8', clientToken: 'c' });
    expect(fresh().map(([verb]) => verb)).toEqual(['logout', 'update', 'identify']);
    await draw({});
    expect(fresh().map(([verb]) => verb)).toEqual(['logout', 'update']);
  });

  it('[NP8] is made once though StrictMode takes it off and puts it back, and ends with the component', async () => {
    const inside = createElement(ShopbellChat, { ...AT, onReady() {} });
    await act(async () => root.render(createElement(StrictMode, {}, inside)));
    expect(fresh().map(([verb]) => verb)).toEqual(['create']);
    expect([...listeners.keys()]).toEqual(['ready']);
    await act(async () => root.render(null));
    expect(fresh()).toEqual([['destroy']]);
  });
});
