// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUnread, type ShowUnread } from './unread.ts';

const strings = {
  open: 'Open chat',
  close: 'Close chat',
  dismiss: 'Dismiss message',
  unread: '{n} unread messages',
  unreadOne: '1 unread message',
};
const ENGLISH = { locale: 'en', strings };
const ARABIC = {
  locale: 'ar',
  strings: {
    ...strings,
    unread: '{n} رسالة',
    unreadOne: 'رسالة واحدة',
    unreadForms: { two: 'رسالتان', few: '{n} رسائل' },
    withUnread: '{name}، {unread}',
  },
};
let launcher: HTMLElement;
let show: (count: number, inTitle?: boolean, settings?: Parameters<ShowUnread>[1]) => string;
let stop: AbortController;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  document.title = 'Shop';
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  launcher = document.createElement('button');
  root.append(launcher);
  stop = new AbortController();
  const part = createUnread(root, launcher, stop.signal);
  show = (count, inTitle = false, settings = ENGLISH) => part(count, settings, inTitle, 'Open chat');
});
afterEach(() => vi.useRealTimers());
const badge = () => launcher.querySelector('.sb-badge');

describe('unread messages on the launcher', () => {
  it.each([
    [1, '1', 'Open chat, 1 unread message'],
    [2, '2', 'Open chat, 2 unread messages'],
    [9, '9', 'Open chat, 9 unread messages'],
    [10, '9+', 'Open chat, 10 unread messages'],
    [1_200, '9+', 'Open chat, 1,200 unread messages'],
  ])('[LO28] %i are shown as %s and spoken in full', (count, shown, spoken) => {
    expect(show(count)).toBe(spoken);
    expect(badge()?.textContent).toBe(shown);
    expect(badge()?.getAttribute('aria-hidden')).toBe('true');
  });

  it.each([
    [1, 'Open chat، رسالة واحدة'],
    [2, 'Open chat، رسالتان'],
    [7, 'Open chat، 7 رسائل'],
    [40, 'Open chat، 40 رسالة'],
  ])('[LA6] %i are spoken in the form and with the marks of the language', (count, spoken) => {
    expect(show(count, false, ARABIC)).toBe(spoken);
  });

  it('[LO28] none are neither shown nor spoken', () => {
    show(3);
    expect(show(0)).toBe('Open chat');
    expect(badge()).toBeNull();
  });

  it('[LO29] the bell rings once for a new message, and not again for a minute', () => {
    const rings = (count: number): boolean => {
      show(count);
      return launcher.hasAttribute('data-ring');
    };
    expect(rings(1)).toBe(true);
    vi.advanceTimersByTime(59_000);
    expect(rings(2)).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(rings(2)).toBe(false);
    expect(rings(3)).toBe(true);
    expect(rings(0)).toBe(false);
  });

  it('[LO30] the page’s title carries the count only when the page wants that', () => {
    show(2);
    expect(document.title).toBe('Shop');
    show(2, true);
    show(3, true);
    expect(document.title).toBe('(3) Shop');
    show(0, true);
    expect(document.title).toBe('Shop');
  });

  it('[LO56] leave the title when the widget goes', () => {
    show(2, true);
    stop.abort();
    expect(document.title).toBe('Shop');
  });
});
