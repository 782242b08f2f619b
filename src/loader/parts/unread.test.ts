// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUnread, type ShowUnread } from './unread.ts';

const STRINGS = {
  open: 'Open chat',
  close: 'Close chat',
  dismiss: 'Dismiss message',
  unread: '{n} unread messages',
  unreadOne: '1 unread message',
};
let launcher: HTMLElement;
let show: ShowUnread;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  document.title = 'Shop';
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  launcher = document.createElement('button');
  root.append(launcher);
  show = createUnread(root, launcher);
});
afterEach(() => vi.useRealTimers());
const badge = () => launcher.querySelector('.sb-badge');

describe('unread messages on the launcher', () => {
  it.each([
    [1, '1', ', 1 unread message'],
    [2, '2', ', 2 unread messages'],
    [9, '9', ', 9 unread messages'],
    [10, '9+', ', 10 unread messages'],
  ])('[LO28] %i are shown as %s and spoken in full', (count, shown, spoken) => {
    expect(show(count, STRINGS, false)).toBe(spoken);
    expect(badge()?.textContent).toBe(shown);
    expect(badge()?.getAttribute('aria-hidden')).toBe('true');
  });

  it('[LO28] none are neither shown nor spoken', () => {
    show(3, STRINGS, false);
    expect(show(0, STRINGS, false)).toBe('');
    expect(badge()).toBeNull();
  });

  it('[LO29] the bell rings once for a new message, and not again for a minute', () => {
    const rings = (count: number): boolean => {
      show(count, STRINGS, false);
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
    show(2, STRINGS, false);
    expect(document.title).toBe('Shop');
    show(2, STRINGS, true);
    show(3, STRINGS, true);
    expect(document.title).toBe('(3) Shop');
    show(0, STRINGS, true);
    expect(document.title).toBe('Shop');
  });
});
