import type { VisitorClient } from '../client-state.ts';
import type { Said } from '../tab-lead.ts';
import { createTabs } from '../tabs.ts';
import { createVisitorClient } from '../visitor-client.ts';
import { createFakeBrowser, type FakeTab } from './fake-browser.ts';
import { createFakeClock, createRandom, createUuids } from './fake-clock.ts';
import { createFakeNetwork, type FakeSocket } from './fake-socket.ts';
import { run, WITHIN, welcome } from './frames.ts';

const URL = 'wss://chat.example.com/ws';
type Told = { text?: string };

/** A browser whose server is the test. Tabs know a visitor by the token `token-1` unless told otherwise. */
export function createTabWorld() {
  const clock = createFakeClock();
  const random = createRandom(1);
  const uuid = createUuids(random);
  const browser = createFakeBrowser<Told>(clock);
  const network = createFakeNetwork();

  function open(about: Partial<Said> = {}, share: Told = {}) {
    const tab: FakeTab<Told> = browser.open();
    const own = createFakeNetwork();
    const told: Told[] = [];
    const hello = (): Said => ({ shop: 'demo', consent: 0, token, ...about });
    let token: string | undefined = 'token-1';
    let said: Said | undefined;
    let led = 0;
    const tabs = createTabs<Told>({
      channel: tab.channel,
      leadership: tab.leadership,
      clock: tab.clock,
      uuid,
      reach: tab.reach((url, protocol) => {
        own.openSocket(url, protocol);
        network.sockets.push(own.last());
        return own.last();
      }),
      client: () => client,
      said: () => said,
      token: () => ('token' in about ? about.token : token),
      share: () => share,
      onLead: () => led++,
      onTold: (what) => told.push(what),
    });
    const client: VisitorClient = createVisitorClient({
      url: URL,
      platform: { clock: tab.clock, random, uuid, openSocket: tabs.openSocket },
      hello: () => {
        said = hello();
        return said;
      },
      onToken(next) {
        token = next;
      },
      onFrame: tabs.heard,
    });
    client.subscribe(tabs.changed);
    tabs.join();
    clock.advance(10);
    client.start();
    clock.advance(10);
    return {
      tab,
      tabs,
      client,
      told,
      own,
      led: () => led,
      at: () => client.state().connection.at,
      shown: () => client.state().timeline?.entries.map(({ position }) => position),
    };
  }
  const answer = (socket: FakeSocket, about: Parameters<typeof welcome>[0] = {}): void => {
    socket.accept();
    socket.deliver(welcome(about));
    clock.advance(20);
  };
  /** A tab that leads, online with three entries. */
  const leader = (about: Partial<Said> = {}, share: Told = {}) => {
    const made = open(about, share);
    answer(made.own.last(), { ...WITHIN, entries: run(1, 3) });
    return made;
  };
  const sent = (socket: FakeSocket, type: string) => socket.sent.filter((frame) => frame.type === type);
  return { clock, browser, network, open, leader, answer, sent };
}
