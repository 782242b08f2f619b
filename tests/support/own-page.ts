import type { BrowserContextOptions, Cookie, Page } from 'playwright-core';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import { eventually } from './eventually.ts';
import type { Stage } from './stage.ts';

type Fields = Record<string, unknown>;

/** A page of some merchant, made for one test, on the server's own origin. */
export interface OwnPage {
  page: Page;
  /** What the console said. */
  said: string[];
  /** Frames that the page has sent, of one type. */
  sent(type: string): Fields[];
  /** Frames that came to it. */
  received(): Fields[];
  /** The latest hello; waits for the first. */
  hello(): Promise<Fields>;
  /** A command of the page. */
  run(verb: string, ...args: unknown[]): Promise<void>;
  /** What listeners were told, if the page listens: `{…payload, name}`: the name of the event. */
  told(name?: string): Promise<Fields[]>;
  /** Cookies of the widget by name. */
  cookies(): Promise<Record<string, Cookie>>;
  launcher: ReturnType<Page['getByRole']>;
  panel: ReturnType<Page['getByRole']>;
}

const SCRIPT = '<script async src="/shopbell.js"></script>';

/** The script with its address or attributes. */
export const scriptTag = (query = '?shop=demo', attributes = ''): string =>
  `<script async src="/shopbell.js${query}" ${attributes}></script>`;

/** The queue with commands before the script. */
export const withQueue = (commands: string): string => `<script>${QUEUE_STUB}${commands}</script>${SCRIPT}`;

/** `init` with these options, and a listener for every event. */
export const withInit = (options: object, events: readonly string[] = []): string =>
  withQueue(
    `window.told=[];${JSON.stringify(events)}.forEach((name)=>Shopbell('on',name,(event)=>told.push({ ...event, name })));` +
      `Shopbell('init',${JSON.stringify(options)});`,
  );

/** What pages have, as far as tests look into them. */
interface Shop {
  Shopbell(verb: string, ...args: unknown[]): unknown;
  told?: Fields[];
}

export async function openOwnPage(
  stage: Stage,
  body: string,
  { context, lang = 'en', before }: { context?: BrowserContextOptions; lang?: string; before?: string } = {},
): Promise<OwnPage> {
  const { page } = await stage.blank(context);
  if (before) await page.addInitScript(before);
  return visitOwnPage(stage, page, body, lang);
}

/** The same in a browser that has been there before. */
export async function visitOwnPage(stage: Stage, page: Page, body: string, lang = 'en'): Promise<OwnPage> {
  const said: string[] = [];
  const frames: Fields[] = [];
  page.on('console', (message) => said.push(message.text()));
  const came: Fields[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push(JSON.parse(String(payload))));
    socket.on('framereceived', ({ payload }) => came.push(JSON.parse(String(payload))));
  });
  const html = `<!doctype html><html lang="${lang}"><link rel="icon" href="data:,"><title>Shop</title><body>${body}</body></html>`;
  // In place of something that the server does send: from a made-up answer the browser lets nothing connect to this machine.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(`${stage.server.origin}/demo/shop.json`);
  await page.setContent(html);
  const sent = (type: string): Fields[] => frames.filter((frame) => frame.type === type);
  return {
    page,
    said,
    sent,
    received: () => came,
    hello: () => eventually('the page says hello', () => sent('hello').at(-1)),
    run: (verb, ...args) =>
      page.evaluate(([name, rest]) => void (window as unknown as Shop).Shopbell(name, ...rest), [verb, args] as const),
    told: async (name) => {
      const told = await page.evaluate(() => (window as unknown as Shop).told ?? []);
      return name === undefined ? told : told.filter((event) => event.name === name);
    },
    cookies: async () => {
      const kept = (await page.context().cookies()).filter((cookie) => cookie.name.startsWith('shopbell_'));
      return Object.fromEntries(kept.map((cookie) => [cookie.name, cookie]));
    },
    launcher: page.getByRole('button', { name: /^(Open|Close) chat/ }),
    panel: page.getByRole('dialog', { name: 'Chat with Hazel & Hem' }),
  };
}
