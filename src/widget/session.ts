import type { VisitorClient, VisitorClientOptions } from '../client/client-state.ts';
import type { OpenSocket, Socket } from '../client/platform.ts';
import type { Consent } from '../protocol/primitives.ts';
import type { WidgetHost } from '../ui/widget-host.ts';
import type { WidgetStorage } from './storage.ts';

export type CreateClient = (options: VisitorClientOptions) => VisitorClient;

export interface SessionOptions {
  host: WidgetHost;
  storage: WidgetStorage;
  createClient: CreateClient;
  onChange(): void;
  /** Asked before it connects: other tabs of the same visitor may have a socket already. */
  join(): Promise<unknown> | undefined;
}

/** The widget's one client over time: connected when it may be, and replaced when the visitor is forgotten. */
export interface Session {
  client(): VisitorClient;
  /** Starts the connection unless it is there. */
  connect(): void;
  disconnect(): void;
  /** Says hello again as soon as nothing is on its way. */
  greetAgain(): void;
  /** Starts that flow at the next hello. */
  setFlow(ref: string): void;
  /** Called after each change of the client. */
  check(): void;
  /** A new, unknown visitor. */
  reset(): void;
  stop(): void;
  /** What each client is made with; parts put other ways to the server into it. */
  wire: VisitorClientOptions;
  /** How the other tabs of this browser, once their part has come, open a socket of this tab's own. */
  own?: { openSocket: OpenSocket; follows(): boolean };
}

/** Whether the team may see which pages the shopper visits. */
export const mayShowPages = (consent: Consent): boolean => (consent & 2) === 2;

export const currentPage = (): { url: string; title?: string } => ({
  url: location.href.slice(0, 2000),
  title: document.title.slice(0, 300) || undefined,
});

/** A random UUID, on unencrypted pages too: those have no `crypto.randomUUID`. */
const uuid = (): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
    (crypto.getRandomValues(new Uint8Array(1))[0]! % 16).toString(16),
  );

export function createSession({ host, storage, createClient, onChange, join }: SessionOptions): Session {
  let flow: string | undefined;
  let again = false;
  let wanted = false;
  const wire: VisitorClientOptions = {
    url: `${host.api.replace(/^http/, 'ws')}/ws`,
    platform: {
      openSocket: (url, protocol) => new WebSocket(url, protocol) as Socket,
      clock: {
        // Goes on whatever the clock is set to.
        now: () => performance.timeOrigin + performance.now(),
        setTimeout: (run, ms) => setTimeout(run, ms),
        clearTimeout: (handle) => clearTimeout(handle as number),
      },
      random: Math.random,
      uuid,
    },
    hello() {
      const { country, locale, flowRef, cookieConsent } = host.options();
      return {
        ...host.identity(),
        shop: host.launcher.shop,
        token: storage.token(),
        locale: locale ?? host.launcher.locale,
        country,
        flowRef: flow ?? flowRef,
        consent: cookieConsent,
        page: mayShowPages(cookieConsent) ? currentPage() : undefined,
      };
    },
    onToken: storage.keepToken,
    onStrange: () => host.emit('error', { code: 'bad_frame', message: 'unreadable frame' }),
    storage: storage.outbox,
  };
  let client = createClient(wire);
  let stopListening = client.subscribe(onChange);

  const session: Session = {
    wire,
    client: () => client,
    async connect() {
      if (wanted) return;
      wanted = true;
      await join();
      if (wanted) client.start();
    },
    disconnect() {
      wanted = false;
      client.stop();
    },
    greetAgain() {
      again = wanted;
      session.check();
    },
    setFlow(ref) {
      flow = ref;
    },
    check() {
      const { connection, outbox } = client.state();
      if (!again || connection.at !== 'online' || outbox.some((item) => item.state.at !== 'failed')) return;
      again = false;
      client.stop();
      client.start();
    },
    reset() {
      const connected = wanted;
      session.stop();
      flow = undefined;
      client = createClient(wire);
      stopListening = client.subscribe(onChange);
      if (connected) session.connect();
      onChange();
    },
    stop() {
      stopListening();
      session.disconnect();
    },
  };
  return session;
}
