import type { Locator, Page, WebSocket } from 'playwright-core';
import type { WatchedPage } from './browser.ts';
import { eventually } from './eventually.ts';
import { gone, seen } from './see.ts';

/** Somebody on a page of the demo shop, and what they can do there. */
export interface Shopper {
  page: Page;
  panel: Locator;
  log: Locator;
  /** All that came down their sockets, one text a frame. */
  frames: readonly string[];
  /** WebSockets of this page that are open. */
  sockets(): number;
  openChat(): Promise<void>;
  minimise(): Promise<void>;
  say(text: string): Promise<void>;
  /** Says something and waits until the bot has answered with a text that holds `answer`. */
  ask(text: string, answer: string | RegExp): Promise<void>;
  /** Opens the chat, asks for a person, and is offered to leave an address. */
  wantPerson(): Promise<void>;
  giveEmail(email: string): Promise<void>;
  /** Id of their conversation; waits until there is one. */
  conversation(): Promise<string>;
}

export async function openShopper({ page }: WatchedPage, address: string): Promise<Shopper> {
  const frames: string[] = [];
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => {
    sockets.push(socket);
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  await page.goto(address);
  const panel = page.getByRole('dialog', { name: 'Chat with Hazel & Hem' });
  const log = panel.getByRole('log');

  const shopper: Shopper = {
    page,
    panel,
    log,
    frames,
    sockets: () => sockets.filter((socket) => !socket.isClosed()).length,
    async openChat() {
      await page.getByRole('button', { name: /^Open chat/ }).click();
      await seen(panel);
    },
    async minimise() {
      await panel.getByRole('button', { name: 'Minimise' }).click();
      await gone(panel);
    },
    async say(text) {
      await panel.getByRole('textbox', { name: 'Write a message' }).fill(text);
      await panel.getByRole('button', { name: 'Send', exact: true }).click();
    },
    async ask(text, answer) {
      await shopper.say(text);
      await seen(log.getByText(answer));
    },
    async wantPerson() {
      if (!(await panel.isVisible())) await shopper.openChat();
      await shopper.say('Talk to a person');
      await seen(panel.getByRole('textbox', { name: 'Email address' }));
    },
    async giveEmail(email) {
      await panel.getByRole('textbox', { name: 'Email address' }).fill(email);
      await panel.getByRole('button', { name: 'Save email' }).click();
      await seen(panel.getByText(email));
    },
    conversation: () =>
      eventually('the conversation begins', () =>
        frames.map((frame) => /"conversation":"(c_[\w-]+)"/.exec(frame)?.[1]).find((id) => id !== undefined),
      ),
  };
  return shopper;
}
