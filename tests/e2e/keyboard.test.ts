import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { gone, seen } from '../support/see.ts';
import type { Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

/** Nothing here is done with a pointer: who only has a keyboard, or hears instead of seeing, gets as far as anybody. */
const stage = useStage('keyboard');
const TOUCH = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** What has the focus: its accessible name or its text, and '' when nothing of the widget has it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.querySelector('shopbell-chat')?.shadowRoot?.activeElement;
    return element ? (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() : '';
  });
const onFocus = (page: Page, name: string | RegExp): Promise<unknown> =>
  eventually(`the focus is on ${name}`, async () => {
    const found = await focused(page);
    if (typeof name === 'string' ? found === name : name.test(found)) return true;
    throw new Error(`it is on "${found}"`);
  });

/** Presses Tab, or Shift and Tab, until that has the focus. */
async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < 40; step++) {
    const found = await focused(page);
    if (typeof name === 'string' ? found === name : name.test(found)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not come to ${name}`);
}
async function type({ page }: Shopper, text: string): Promise<void> {
  await tabTo(page, 'Write a message');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

it('[AX1] goes from the launcher to a new conversation by keyboard alone, and the focus is never lost', {
  timeout: 90_000,
}, async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  const { page, panel, log } = shopper;
  const { keyboard } = page;
  await seen(page.getByRole('button', { name: /^Open chat/ }));
  // The last stop of the page.
  await tabTo(page, /^Open chat/, 'Shift+Tab');
  await keyboard.press('Enter');
  await seen(panel);
  await onFocus(page, 'Write a message');

  // The greeting's quick replies: the chosen set goes, the focus does not.
  await seen(panel.getByRole('button', { name: 'Returns' }));
  await tabTo(page, 'Returns', 'Shift+Tab');
  await keyboard.press('Enter');
  await onFocus(page, 'Write a message');

  // The button that sends is off once it has sent.
  await keyboard.type('do you have a candle');
  await tabTo(page, 'Send');
  await keyboard.press('Space');
  await onFocus(page, 'Write a message');

  const products = log.getByRole('group', { name: 'Suggested products' });
  await seen(products);
  await tabTo(page, 'Suggested products', 'Shift+Tab');
  await keyboard.press('ArrowRight');
  await tabTo(page, /^Add to cart/);
  await keyboard.press('Enter');
  await onFocus(page, /^Added/);

  await tabTo(page, 'Emoji');
  await keyboard.press('Enter');
  await onFocus(page, '😀');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) await keyboard.press(key);
  await onFocus(page, '😀');
  await keyboard.press('Escape');
  await onFocus(page, 'Emoji');
  await keyboard.press('Enter');
  await onFocus(page, '😀');
  await keyboard.press('Enter');
  await onFocus(page, 'Write a message');
  expect(await panel.getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe('😀');
  await keyboard.press('Backspace');

  await tabTo(page, 'More options', 'Shift+Tab');
  await keyboard.press('Enter');
  await onFocus(page, 'Talk to a person');
  await keyboard.press('Tab');
  await gone(panel.getByRole('menu'));
  await onFocus(page, 'Minimise');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await onFocus(page, 'Talk to a person');
  await keyboard.press('Enter');
  await onFocus(page, 'Write a message');

  // The form becomes a line, and back.
  await seen(panel.getByRole('textbox', { name: 'Email address' }));
  await tabTo(page, 'Email address', 'Shift+Tab');
  await keyboard.type('marta');
  await keyboard.press('Enter');
  await seen(panel.getByRole('alert'));
  await onFocus(page, 'Email address');
  await keyboard.type('@example.com');
  await keyboard.press('Enter');
  await seen(panel.getByText('marta@example.com'));
  await onFocus(page, 'Write a message');
  await tabTo(page, 'Change', 'Shift+Tab');
  await keyboard.press('Enter');
  await onFocus(page, 'Email address');
  await tabTo(page, 'No thanks');
  await keyboard.press('Enter');
  await onFocus(page, 'Change');

  await agent.read('New', await shopper.conversation());
  await agent.reply('Hello from Jonas');
  await seen(log.getByText('Hello from Jonas'));
  await type(shopper, 'Thank you');
  await gone(panel.getByText('Sending…'));
  // The composer goes while somebody writes.
  await keyboard.type('And one more');
  await agent.region.getByRole('button', { name: 'Close conversation' }).click();
  await agent.page
    .getByRole('dialog', { name: 'Close conversation' })
    .getByRole('button', { name: 'Close conversation' })
    .click();
  await seen(panel.getByRole('button', { name: 'Start a new conversation' }));
  await onFocus(page, /^(Start a new conversation|Conversation)$/);
  await tabTo(page, /of 5$/, 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  await tabTo(page, 'Send rating');
  await keyboard.press('Enter');
  await seen(panel.getByText('Thank you.'));
  await onFocus(page, /^(Start a new conversation|Conversation)$/);
  await tabTo(page, 'Start a new conversation');
  await keyboard.press('Enter');
  await onFocus(page, 'Write a message');
  await keyboard.press('Escape');
  await gone(panel);
  await onFocus(page, /^Open chat/);
});

describe('where the focus goes', () => {
  it('[AX2] comes back to the launcher when the page closes the panel, and is left to the page when it was there', async () => {
    const { page, panel, openChat } = await stage.shopper();
    await openChat();
    const close = () => page.evaluate(() => (window as unknown as { Shopbell(verb: string): void }).Shopbell('close'));
    await onFocus(page, 'Write a message');
    await close();
    await gone(panel);
    await onFocus(page, /^Open chat/);
    await openChat();
    await page.evaluate(() => document.querySelector<HTMLElement>('main a, main button')?.focus());
    await close();
    await gone(panel);
    expect(await focused(page)).toBe('');
  });

  it('[AX3] on touch screens no keyboard jumps up: the log gets it when a quick reply goes', async () => {
    const { page, panel, openChat } = await stage.shopper('/demo/', TOUCH);
    await openChat();
    await onFocus(page, 'Hazel & Hem');
    const reply: Locator = panel.getByRole('button', { name: 'Where is my order?' });
    await reply.focus();
    await reply.press('Enter');
    await onFocus(page, 'Conversation');
  });

  it('[AX4] the greeting waits for who reads it, however short its time is', async () => {
    const { page } = await stage.blank();
    const body =
      '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><script async src="/shopbell.js?shop=demo&close_delay=1"></script>';
    await page.route('**/own', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${stage.server.origin}/own`);
    const dismiss = page.getByRole('button', { name: 'Dismiss message' });
    await dismiss.focus();
    const since = Date.now();
    await eventually('two and a half delays have passed', () => Date.now() - since > 2500);
    expect(await dismiss.isVisible()).toBe(true);
    await page.getByRole('button', { name: /^Open chat/ }).focus();
    await gone(dismiss);
  });
});

it('[AX5] says each message once, with who says it, and nothing again when it is drawn again', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  const { page, log } = shopper;
  await shopper.openChat();
  // What a screen reader is told: text that is added to a live region, by the politeness of the nearest one.
  await page.evaluate(() => {
    const heard: [string, string][] = [];
    Object.assign(window, { heard });
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    const tell = (node: Node): void => {
      const near = (node instanceof Element ? node : node.parentElement)?.closest(
        '[aria-live],[role=log],[role=status],[role=alert]',
      );
      const live = near?.getAttribute('aria-live') ?? (near?.role === 'alert' ? 'assertive' : 'polite');
      if (near && live !== 'off' && node.textContent?.trim()) heard.push([live, node.textContent.trim()]);
    };
    new MutationObserver((changes) => {
      for (const { type, addedNodes, target } of changes) {
        if (type === 'characterData') tell(target);
        else addedNodes.forEach(tell);
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  const heard = (): Promise<[string, string][]> =>
    page.evaluate(() => (window as unknown as { heard: [string, string][] }).heard);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.reply('Only once, please');
  await seen(log.getByText('Only once, please'));
  await shopper.say('Heard you');
  await gone(log.getByText('Sending…'));
  await agent.reply('Good');
  await seen(log.getByText('Good'));
  const told = await heard();
  for (const [text, by] of [
    ['Only once, please', 'Jonas'],
    ['Heard you', 'You'],
    ['Good', 'Jonas'],
  ] as const) {
    const found = told.filter(([, words]) => words.includes(text));
    expect(found, text).toEqual([['polite', expect.stringContaining(`${by}: ${text}`)]]);
  }
  expect(told.filter(([, words]) => /^(Sending|Sent|Read)/.test(words))).toEqual([]);
  expect(told.filter(([live]) => live === 'assertive')).toEqual([]);
});
