import type { VisitorClient, VisitorRequest, VisitorState } from '../../client/client-state.ts';
import type { Author } from '../../protocol/author.ts';
import type { EntryBody, WireEntry } from '../../protocol/entries.ts';
import type { VisitorSignal } from '../../protocol/frames.ts';
import type { Options } from '../../protocol/options.ts';
import type { PanelSettings } from '../../protocol/settings.ts';
import type { Lifetime } from '../../ui/cookie-policy.ts';
import type { WidgetHost } from '../../ui/widget-host.ts';
import en from '../locales/en.json' with { type: 'json' };
import { createChat } from '../store.ts';
import { startView } from '../view.tsx';

export const NOW = new Date(2026, 10, 20, 12, 0).getTime();
export const CONVERSATION = 'c_test0000000000000000';
export const MARTA: Extract<Author, { role: 'agent' }> = { role: 'agent', id: 'a_marta', name: 'Marta' };

export const settings = (change: Partial<PanelSettings> = {}): PanelSettings => ({
  shop: 'demo',
  name: 'Hazel & Hem',
  locale: 'en',
  appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
  currency: 'EUR',
  greeting: {
    title: 'Welcome in.',
    subtitle: 'Ask about anything.',
    messages: ['I am the assistant.', 'What can I find?'],
    choices: [
      { value: 'order', label: 'Where is my order?' },
      { value: 'person', label: 'Talk to a person' },
    ],
  },
  availability: { open: true },
  askEmail: 'handoff',
  team: [],
  ...change,
});

/** Entries one minute apart, positions from 1. */
export const log = (...steps: [Author | Author['role'], EntryBody, Partial<WireEntry>?][]): WireEntry[] =>
  steps.map(([by, body, more], index) => {
    const author = typeof by === 'string' ? ({ role: by } as Author) : by;
    return {
      position: index + 1,
      at: NOW - 3_600_000 + index * 60_000,
      v: 1,
      by: author,
      ...body,
      ...more,
    } as WireEntry;
  });

export const text = (words: string): EntryBody => ({ kind: 'message.sent', content: { type: 'text', text: words } });

export const timeline = (entries: WireEntry[], change: object = {}): NonNullable<VisitorState['timeline']> => ({
  conversation: CONVERSATION,
  epoch: 'e1',
  entries,
  hasOlder: false,
  from: 1,
  read: { visitor: 0, team: 0 },
  ...change,
});

export interface FakeClient extends VisitorClient {
  started: number;
  sent: VisitorRequest[];
  signals: VisitorSignal[];
  retried: string[];
  discarded: string[];
  /** Lays something over the state and tells the listeners. */
  become(change: Partial<VisitorState>): void;
}

/** A client that does what it is told: what is sent waits in the outbox until a test says otherwise. */
export function createFakeClient(): FakeClient {
  const listeners = new Set<() => void>();
  let state: VisitorState = { connection: { at: 'idle' }, outbox: [] };
  let count = 0;
  const client: FakeClient = {
    started: 0,
    sent: [],
    signals: [],
    retried: [],
    discarded: [],
    become(change) {
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener();
    },
    start() {
      client.started += 1;
      client.become({ connection: { at: 'online' }, settings: settings() });
    },
    stop: () => client.become({ connection: { at: 'idle' } }),
    nudge() {},
    send(request) {
      count += 1;
      const id = `00000000-0000-4000-8000-00000000000${count}`;
      client.sent.push(request);
      const command = { ...request, id } as VisitorState['outbox'][number]['command'];
      client.become({ outbox: [...state.outbox, { command, at: Date.now(), state: { at: 'sending' } }] });
      return id;
    },
    retry: (id) => {
      client.retried.push(id);
      return id;
    },
    discard(id) {
      client.discarded.push(id);
      client.become({ outbox: state.outbox.filter(({ command }) => command.id !== id) });
    },
    signal: (signal) => void client.signals.push(signal),
    loadOlder() {},
    startOver: () => client.become({ timeline: undefined }),
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return client;
}

const PARTS: Record<string, () => Promise<unknown>> = {
  'parts/cards.js': () => import('../parts/cards.tsx'),
  'parts/cart.js': () => import('../parts/cart.ts'),
  'parts/cart-datalayer.js': () => import('../parts/cart-datalayer.ts'),
  'parts/cart-magento.js': () => import('../parts/cart-magento.ts'),
  'parts/cart-prestashop.js': () => import('../parts/cart-prestashop.ts'),
  'parts/cart-shopify.js': () => import('../parts/cart-shopify.ts'),
  'parts/cart-woocommerce.js': () => import('../parts/cart-woocommerce.ts'),
  'parts/events.js': () => import('../parts/events.ts'),
  'parts/fallback.js': () => import('../parts/fallback.ts'),
  'parts/pages.js': () => import('../parts/pages.ts'),
  'parts/long.js': () => import('../parts/long.ts'),
  'parts/looks.js': () => import('../parts/looks.ts'),
  'parts/talk.js': () => import('../parts/talk.ts'),
  'parts/sheet.js': () => import('../parts/sheet.ts'),
  'parts/tabs.js': () => import('../parts/tabs.ts'),
  'parts/people.js': () => import('../parts/people.ts'),
  'parts/popovers.js': () => import('../parts/popovers.ts'),
};

/** The loader's side, as a test sees it. */
export function createFakeHost(change: Partial<Options> = {}) {
  const element = document.createElement('div');
  document.body.append(element);
  const root = element.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  frame.className = 'sb';
  const launcher = document.createElement('button');
  launcher.className = 'sb-launcher';
  frame.append(launcher);
  root.append(frame);
  const options: Options = {
    shop: 'demo',
    closeDelay: 0,
    minimizable: true,
    cookieTTL: 365,
    cookieConsent: 0,
    consentSource: 'manual',
    cartSource: 'manual',
    dataLayer: false,
    titleBadge: false,
    ...change,
  };
  const started = { now: true };
  const told: [string, object][] = [];
  const unread: number[] = [];
  const states: string[] = [];
  const loads: string[] = [];
  const cookies: [string, Lifetime][] = [];
  const host: WidgetHost = {
    root,
    frame,
    api: 'https://chat.example.com',
    signal: new AbortController().signal,
    base: 'https://chat.example.com/v/1/',
    options: () => options,
    launcher: {
      shop: 'demo',
      name: 'Hazel & Hem',
      locale: options.locale ?? 'en',
      appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
      teaser: 'Hello',
      strings: {
        open: en.launcher.open,
        close: en.launcher.close,
        dismiss: en.launcher.dismiss,
        unread: en.launcher.unread.other,
        unreadOne: en.launcher.unread.one,
      },
    },
    emit: (name, payload) => void told.push([name, payload]),
    listens: () => true,
    writeCookie: (_, value, lifetime) => void cookies.push([value, lifetime]),
    identity: () => ({}),
    started: () => started.now,
    setState(state) {
      states.push(state);
      launcher.focus();
    },
    logout: () => void told.push(['logout', {}]),
    setUnread: (count) => void unread.push(count),
    loadPart(file) {
      loads.push(file);
      return PARTS[file]!();
    },
  };
  return { element, host, frame, launcher, options, started, told, unread, states, loads, cookies };
}

/** A chat and its picture, with a fake client and a fake loader around it. Languages answer from the English file. */
export function startChat(change: Partial<Options> = {}) {
  const outside = createFakeHost(change);
  const client = createFakeClient();
  const chat = Object.assign(
    createChat(outside.host, () => client),
    { allWords: () => Promise.resolve(en) },
  );
  const place = document.createElement('div');
  outside.frame.append(place);
  const view = startView(chat, place);
  const stop = (): void => {
    view.stop();
    chat.destroy();
    outside.element.remove();
  };
  return { ...outside, client, chat, place, stop };
}
