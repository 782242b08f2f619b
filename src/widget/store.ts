import type { VisitorClient, VisitorRequest, VisitorState } from '../client/client-state.ts';
import type { Choice } from '../protocol/content.ts';
import { afterPicture } from '../ui/after-picture.ts';
import { createStore, type Readable } from '../ui/create-store.ts';
import type { WidgetHost } from '../ui/widget-host.ts';
import type { ShopSide } from './cart/shop-side.ts';
import { createLinkWatch, type Lost } from './link.ts';
import { createReading } from './reading.ts';
import { type CreateClient, createSession, mayShowPages } from './session.ts';
import type { SilentParts } from './silent-parts.ts';
import { createStorage } from './storage.ts';
import { tellPage } from './tell-page.ts';
import { isClosed } from './thread-model.ts';
import { createTyping } from './typing.ts';
import { type ChatWords, createWords, ENGLISH, languageOf, type Words } from './words.ts';

export type Popover = 'menu' | 'emoji';

export interface ChatState {
  open: boolean;
  visitor: VisitorState;
  /** Absent until the language has come. */
  words?: ChatWords;
  /** Set after three seconds without a connection. */
  lost?: Lost;
  /** The server no longer takes this visitor's words. */
  unavailable?: boolean;
  /** First position that was unread when the panel opened, 0 when all was read or nothing said. */
  newFrom?: number;
  /** What stands in the composer. */
  text: string;
  popover?: Popover;
  /** Something new stands below what the reader looks at. */
  below: boolean;
  /** The panel fills a phone's screen. */
  sheet: boolean;
  /** Another object each time that a part has come. */
  parts?: object;
  /** Who types, in words for screen readers. */
  spoken: string;
  /** The shopper wants no sound. */
  quiet?: boolean;
  /** What is known of the page's shop. */
  shop?: ShopSide;
}

/** What the panel draws, and everything that its controls and the page can ask for. */
export interface Chat extends Readable<ChatState> {
  host: WidgetHost;
  /** The chat is a page or stands in an element of one: there is nothing to minimise it to. */
  embedded: string | undefined;
  locale: string;
  allWords(): Promise<Words>;
  client(): VisitorClient;
  /** The shopper opened it on another tab: the focus stays where it is on this one. */
  quiet?: boolean;
  /** Draws again: a part has come. */
  draw(): void;
  partFailed(error: unknown): undefined;
  /** Fetches a part; undefined when it cannot be had, which the page is told. */
  load<F extends keyof SilentParts>(file: F): Promise<SilentParts[F] | undefined>;
  /** Network or shopper may be back. */
  wake(): void;
  setBelow(below: boolean): unknown;
  setShop(shop: ShopSide): void;
  setQuiet(quiet: boolean): void;
  setSheet(sheet: boolean): void;
  setSpoken(spoken: string): void;
  /** Opens that popover, or closes the one that is open. */
  toggle(popover?: Popover): void;
  minimise(): void;
  open(): void;
  close(): void;
  /** The shopper changed what stands in the composer. */
  write(text: string): void;
  say(text: string): void;
  pick(choice: Choice): void;
  ask(request: VisitorRequest): void;
  /** @param rating 1 to 5 */
  rate(rating: number, comment?: string): void;
  /** The conversation is over: the next words begin another. */
  startNew(): void;
  tryAgain(id: string): void;
  prefill(text: string): void;
  cart(cart: unknown): void;
  flow(ref: string): void;
  /** Options or consent changed. */
  update(): void;
  identify(): void;
  /** Forgets the visitor on this device. */
  logout(): void;
  destroy(): void;
}

/** Who has been connected for so long stays: from then on it is watched whether they are still there, and on which tabs. */
const STAYS_MS = 2_000;

export function createChat(host: WidgetHost, createClient: CreateClient): Chat {
  const options = () => host.options();
  // Which of the languages that have a file is spoken was decided by the server, with the launcher's words.
  const { locale: spoken, words: file = languageOf(spoken) } = host.launcher;
  // Times and days are written as in the reader's own region, if they read that language at all.
  const locale = navigator.languages.find((one) => languageOf(one) === languageOf(spoken)) ?? spoken;
  const storage = createStorage(host);
  const session = createSession({
    host,
    storage,
    createClient,
    onChange,
    // Whom this browser knows, other tabs may have connected.
    join: () => (storage.token() ? join() : undefined),
  });
  const { client } = session;
  const store = createStore<ChatState>({
    open: false,
    visitor: client().state(),
    text: '',
    below: false,
    sheet: false,
    spoken: '',
  });
  const allWords = createWords(host.base, file);
  const reading = createReading(client, host.setUnread);
  const link = createLinkWatch(client, (lost) => store.set({ lost }), goRound);
  const typing = createTyping((on) => client().signal({ type: 'typing', conversation: conversation(), on }));
  let consent = options().cookieConsent;
  let staying: ReturnType<typeof setTimeout> | undefined;
  let joining: Promise<(() => void) | undefined> | undefined;
  let watchingPages: Promise<(() => void) | undefined> | undefined;

  const conversation = () => client().state().timeline?.conversation;
  const look = () => reading.look(store.get().open && document.visibilityState === 'visible');

  /** A connection, and what belongs to it. */
  function connect(): void {
    // Nobody comes to a page that is the chat by accident, and an app may send it to the background at any time.
    staying ??= setTimeout(join, chat.embedded ? 0 : STAYS_MS);
    const address = location.href;
    if (mayShowPages(consent)) watchingPages ??= chat.load('pages').then((part) => part?.watchPages(chat, address));
    session.connect();
  }

  function begin(): void {
    storage.apply();
    connect();
  }

  const join = () => (joining ??= chat.load('tabs').then((part) => part?.joinTabs(chat, session, storage)));

  /** Fetched again by each failure until it has come; the part knows whether it is wanted. */
  function goRound(): void {
    host.loadPart('parts/fallback.js').then(
      (part) => (part as typeof import('./parts/fallback.ts')).goRound(session),
      () => {},
    );
  }

  function onChange(): void {
    const visitor = client().state();
    store.set({ visitor });
    link.check();
    markNew();
    look();
    sweep();
    session.check();
  }

  function markNew(): void {
    const { open, newFrom, visitor } = store.get();
    const { timeline, connection } = visitor;
    if (!open || newFrom !== undefined || !(timeline || connection.at === 'online')) return;
    // What stands before the shopper's first words is the greeting: that was drawn, and is not news.
    const spoke = timeline?.entries.find(({ by }) => by.role === 'visitor')?.position ?? 0;
    store.set({ newFrom: reading.unseen().find(({ position }) => position > spoke)?.position ?? 0 });
  }

  /** Of what was finally refused only words stay, for another try. */
  function sweep(): void {
    for (const { command, state } of client().state().outbox) {
      if (state.at !== 'failed') continue;
      if (state.code === 'unavailable' && !store.get().unavailable) store.set({ unavailable: true });
      if (command.type !== 'message.send' && command.type !== 'choice.pick') client().discard(command.id);
    }
  }

  function ask(request: VisitorRequest): void {
    // Whoever acts has seen what stands above.
    if (store.get().newFrom === undefined) store.set({ newFrom: 0 });
    begin();
    client().send(request);
  }

  const speakEnglish = () => store.set({ words: ENGLISH });
  if (file === 'en') speakEnglish();
  else allWords().then(({ chat: words }) => store.set({ words }), speakEnglish);

  const chat: Chat = {
    ...store,
    host,
    get embedded() {
      return /sb--(page|inline)/.exec(host.frame.className)?.[1];
    },
    locale,
    allWords,
    client,
    draw: () => store.set({ parts: {} }),
    wake() {
      link.check();
      look();
      if (client().state().connection.at !== 'idle') client().nudge();
    },
    partFailed(error) {
      host.emit('error', { code: 'part_failed', message: `${error}` });
      return undefined;
    },
    load: (file) => host.loadPart(`parts/${file}.js`).catch(chat.partFailed) as Promise<never>,
    setBelow: (below) => below !== store.get().below && store.set({ below }),
    setShop: (shop) => store.set({ shop }),
    setQuiet: (quiet) => store.set({ quiet }),
    setSpoken: (spoken) => store.set({ spoken }),
    setSheet: (sheet) => store.set({ sheet }),
    toggle: (popover) => store.set({ popover: popover === store.get().popover ? undefined : popover }),
    minimise() {
      if (!chat.embedded && options().minimizable) host.setState('close');
    },
    open() {
      store.set({ open: true, newFrom: undefined });
      markNew();
      look();
      // The shopper sees it first: storage and sockets take longer than a picture does.
      afterPicture(() => host.signal.aborted || begin());
    },
    close() {
      typing(false);
      store.set({ open: false, newFrom: undefined, popover: undefined });
    },
    write(text) {
      // What a conversation may show comes before it does: without a connection it could not be had.
      if (!store.get().text) host.loadPart('parts/talk.js').then(allWords).catch(chat.partFailed);
      store.set({ text });
      if (conversation()) typing(text !== '');
    },
    say(text) {
      const { timeline } = client().state();
      if (timeline && isClosed(timeline)) client().startOver();
      typing(false);
      store.set({ text: '' });
      ask({ type: 'message.send', content: { type: 'text', text: text.replaceAll('\0', '') } });
    },
    pick: ({ value, label }) => ask({ type: 'choice.pick', value, label }),
    ask,
    rate: (rating, comment) => ask({ type: 'survey.answer', conversation: conversation()!, rating, comment }),
    startNew: () => client().startOver(),
    tryAgain: (id) => client().retry(id),
    prefill: (text) => store.set({ text }),
    cart: (value) => void chat.load('cart').then((part) => part?.deskOf(chat).take(value)),
    flow(ref) {
      session.setFlow(ref);
      if (!conversation()) session.greetAgain();
    },
    update() {
      store.set({});
      const now = options().cookieConsent;
      if (now === consent) return;
      consent = now;
      storage.apply();
      if (mayShowPages(now)) connect();
      else if (!host.started()) session.disconnect();
      if (client().state().connection.at !== 'idle') client().send({ type: 'consent.change', consent });
    },
    identify: session.greetAgain,
    logout() {
      storage.forget();
      store.set({ unavailable: false, text: '' });
      session.reset();
    },
    destroy() {
      typing(false);
      link.stop();
      clearTimeout(staying);
      void watchingPages?.then((stop) => stop?.());
      void joining?.then((stop) => stop?.());
      session.stop();
    },
  };
  tellPage(chat);
  if (storage.token() || mayShowPages(consent)) connect();
  return chat;
}
