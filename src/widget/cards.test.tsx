// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Author } from '../protocol/author.ts';
import type { Content } from '../protocol/content.ts';
import { deskOf } from './cart/desk.ts';
import en from './locales/en.json' with { type: 'json' };
import { log, MARTA, startChat, text, timeline } from './testing/fakes.ts';

let stop: (() => void) | undefined;
// Read beforehand: on a busy machine that takes longer than a test waits.
beforeAll(async () => void (await import('./parts/cards.tsx')));
beforeEach(() => void vi.stubGlobal('fetch', async () => Response.json(en)));
afterEach(() => {
  stop?.();
  vi.unstubAllGlobals();
});

/** An open panel in which somebody has sent this. */
function shown(by: Author | Author['role'], content: Content) {
  const made = startChat();
  stop = made.stop;
  made.chat.open();
  made.client.become({ timeline: timeline(log([by, { kind: 'message.sent', content }])) });
  return { ...made, screen: within(made.frame) };
}
const cart = (subtotal: number) => ({
  currency: 'EUR',
  subtotal,
  lines: subtotal ? [{ id: 'l', name: 'Throw', quantity: 1, price: subtotal }] : [],
});

describe('a discount ticket that is applied', () => {
  it.each([
    ['no cart is known', undefined, 10, 'Applied to your cart'],
    ['there is something in the cart', 140, 10, 'Applied. You save €14.00'],
    ['the cart is empty', 0, 10, 'Saved. We’ll apply it at checkout.'],
    ['it takes off no share', 140, undefined, 'Applied to your cart'],
  ])('[WI83] says what it does: %s', async (_, subtotal, percent, words) => {
    const { chat, screen } = shown('bot', { type: 'discount', code: 'WELCOME10', percent });
    if (subtotal !== undefined) chat.setShop({ cart: cart(subtotal) });
    fireEvent.click(await screen.findByRole('button', { name: 'Apply code WELCOME10' }));
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe('what the shop says of a card', () => {
  it.each([
    ['refused', 'This code cannot be used with your cart'],
    ['failed', 'That did not work. Please try again.'],
  ] as const)('[CA37] a code that is %s claims nothing, is said once, and can be tried again', async (at, words) => {
    const { chat, screen, frame } = shown('bot', { type: 'discount', code: 'WELCOME10', percent: 10 });
    await screen.findByRole('button', { name: 'Apply code WELCOME10' });
    chat.setShop({ cart: cart(140), codes: [], asked: { WELCOME10: at } });
    expect((await screen.findByText(words)).closest('[role="status"]')).toBeTruthy();
    expect(screen.queryByText(/^Applied/)).toBeNull();
    expect(frame.querySelector('.sb-applied')).toBeNull();
    expect(screen.getByRole('button', { name: 'Apply code WELCOME10' })).toBeTruthy();
  });

  it('[CA37] a code that the cart shows says what the shop takes off', async () => {
    const { chat, screen } = shown('bot', { type: 'discount', code: 'WELCOME10', percent: 10 });
    await screen.findByRole('button', { name: 'Apply code WELCOME10' });
    chat.setShop({ cart: cart(140), codes: [{ code: 'welcome10', saves: 12.5 }] });
    expect(await screen.findByText('Applied. You save €12.50')).toBeTruthy();
  });

  it('[CA37] a code that waits for a cart says so', async () => {
    const { chat, screen } = shown('bot', { type: 'discount', code: 'WELCOME10', percent: 10 });
    await screen.findByRole('button', { name: 'Apply code WELCOME10' });
    chat.setShop({ cart: cart(0), codes: [], asked: { WELCOME10: 'later' } });
    expect(await screen.findByText('Saved. We’ll apply it at checkout.')).toBeTruthy();
  });

  it('[CA37] a product that was not added says so, and can be tried again', async () => {
    const product = { id: 'p', title: 'Mug', price: 24, currency: 'EUR', url: '/p/mug' };
    const { chat, screen } = shown('bot', { type: 'products', products: [product] });
    const answers = [false, true];
    const add = vi.spyOn(deskOf(chat), 'add').mockImplementation(async () => answers.shift()!);
    fireEvent.click(await screen.findByRole('button', { name: 'Add to cart' }));
    expect((await screen.findByText('This could not be added to your cart')).getAttribute('role')).toBe('status');
    expect(screen.queryByRole('button', { name: 'Added' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Add to cart' }));
    expect(await screen.findByRole('button', { name: 'Added' })).toBeTruthy();
    expect(screen.queryByText('This could not be added to your cart')).toBeNull();
    expect(add).toHaveBeenCalledTimes(2);
  });
});

describe('a picture that cannot be had', () => {
  it('[WI85] of a person gives way to initials', async () => {
    const { frame, screen } = shown(
      { ...MARTA, name: 'Marta Lind', avatar: '/gone.png' },
      { type: 'text', text: 'Hi' },
    );
    await screen.findByText('Hi');
    const face = frame.querySelector('.msg .sb-face')!;
    fireEvent.error(face.querySelector('img')!);
    expect(face.querySelector('img')!.hidden).toBe(true);
    expect(face.textContent).toBe('ML');
  });

  it('[WI85] of a product gives way to a bag', async () => {
    const product = { id: 'p', title: 'Mug', price: 24, currency: 'EUR', url: '/p/mug', image: '/gone.png' };
    const { frame, screen } = shown('bot', { type: 'products', products: [product] });
    await screen.findByText('Mug');
    const media = frame.querySelector('.sb-product-media')!;
    fireEvent.error(media.querySelector('img')!);
    expect(media.querySelector('img')!.hidden).toBe(true);
    expect(media.querySelector('svg')).toBeTruthy();
  });

  it('[WI85] that somebody has sent is named in its place', async () => {
    const photo = { type: 'image', file: 'f_1', url: '/gone.png', width: 600, height: 400, name: 'label.png' } as const;
    const { screen } = shown(MARTA, photo as Content);
    const button = await screen.findByRole('button', { name: 'Open photo: label.png' });
    fireEvent.error(button.querySelector('img')!);
    expect(await screen.findByText('“label.png” could not be loaded')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open photo: label.png' })).toBeNull();
  });
});

describe('what the menu and the end offer', () => {
  it('[WI82] the sound can be switched off and on again', async () => {
    const { chat, screen } = shown('bot', { type: 'text', text: 'Hi' });
    const sound = async () => {
      fireEvent.click(await screen.findByRole('button', { name: 'More options' }));
      return screen.findByRole('menuitemcheckbox', { name: 'Sound', hidden: true });
    };
    const first = await sound();
    expect(first.getAttribute('aria-checked')).toBe('true');
    fireEvent.click(first);
    await waitFor(() => expect(chat.get().quiet).toBe(true));
    expect((await sound()).getAttribute('aria-checked')).toBe('false');
  });

  it('[WI86] a conversation that is closed can be saved where a new one is begun', async () => {
    const { client, screen } = shown('bot', { type: 'text', text: 'Bye' });
    client.become({ timeline: timeline(log(['bot', text('Bye')], ['system', { kind: 'conversation.closed' }])) });
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob);
      return 'blob:x';
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Save a copy' }));
    expect(await saved[0]!.text()).toContain('Assistant: Bye');
    expect(screen.getByRole('button', { name: 'Start a new conversation' })).toBeTruthy();
  });
});
