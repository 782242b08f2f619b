import type { OpenSocket, Socket } from '../platform.ts';
import type { Leadership, TabChannel, TabMessage } from '../tab-channel.ts';
import type { FakeClock } from './fake-clock.ts';

/** One tab: what it is given of the browser, and what may happen to it. */
export interface FakeTab<T> {
  clock: Pick<FakeClock, 'now' | 'setTimeout' | 'clearTimeout'>;
  channel: TabChannel<T>;
  leadership: Leadership;
  /** Sockets whose frames reach this tab only while it is awake. */
  reach(openSocket: OpenSocket): OpenSocket;
  /** Nothing runs in it any more; sockets and locks are the browser's to give up. */
  crash(): void;
  /** Nothing runs in it until it wakes; what it holds it goes on holding. */
  sleep(): void;
  wake(): void;
}

export interface FakeBrowser<T> {
  open(): FakeTab<T>;
  /** Two tabs do not hear each other until that is over; then they hear all of it. */
  split(a: FakeTab<T>, b: FakeTab<T>): void;
  heal(): void;
  /** Sockets that are open or opening. */
  sockets(): number;
}

interface Inside<T> {
  tab: FakeTab<T>;
  alive: boolean;
  asleep: boolean;
  hear: (message: TabMessage<T>) => void;
  /** What waits until the tab is awake, by handle. */
  late: Map<object, () => void>;
  /** Messages on their way, by sender. */
  inbox: Map<Inside<T>, string[]>;
  sockets: Set<Socket>;
}

/** A browser with tabs that crash, sleep and lose each other. Messages take five milliseconds, in order. */
export function createFakeBrowser<T = unknown>(clock: FakeClock): FakeBrowser<T> {
  const all = new Set<Inside<T>>();
  /** Those that listen. */
  const tabs = new Set<Inside<T>>();
  const splits = new Set<string>();
  const names = new Map<FakeTab<T>, number>();
  let queue: { of: Inside<T>; won: () => void }[] = [];
  let holder: (typeof queue)[number] | undefined;

  const run = (of: Inside<T>, handle: object, task: () => void): void => {
    if (!of.alive) return;
    if (of.asleep) of.late.set(handle, task);
    else task();
  };
  const pair = (a: FakeTab<T>, b: FakeTab<T>): string => [names.get(a), names.get(b)].sort().join();

  function drain(from: Inside<T>, to: Inside<T>): void {
    const waiting = to.inbox.get(from) ?? [];
    while (waiting[0] && to.alive && !to.asleep && !splits.has(pair(from.tab, to.tab))) {
      to.hear(JSON.parse(waiting.shift()!));
    }
  }
  const drainAll = (): void => {
    for (const to of tabs) for (const from of to.inbox.keys()) drain(from, to);
  };

  function grant(): void {
    clock.setTimeout(() => {
      if (holder) return;
      holder = queue.shift();
      const next = holder;
      if (next) run(next.of, next, () => holder === next && next.won());
    }, 1);
  }
  function give(entry: (typeof queue)[number]): void {
    queue = queue.filter((other) => other !== entry);
    if (holder === entry) holder = undefined;
    grant();
  }

  function open(): FakeTab<T> {
    const tab: FakeTab<T> = {
      clock: {
        now: clock.now,
        setTimeout(task, ms) {
          const handle = { inner: undefined as unknown };
          handle.inner = clock.setTimeout(() => run(inside, handle, task), ms);
          return handle;
        },
        clearTimeout(handle) {
          if (!handle) return;
          inside.late.delete(handle);
          clock.clearTimeout((handle as { inner: unknown }).inner);
        },
      },
      channel: {
        post(message) {
          if (!inside.alive || !tabs.has(inside)) return;
          const text = JSON.stringify(message);
          for (const other of tabs) {
            if (other === inside) continue;
            const waiting = other.inbox.get(inside) ?? [];
            other.inbox.set(inside, waiting);
            clock.setTimeout(
              () => {
                waiting.push(text);
                drain(inside, other);
              },
              // In order: later ones never take less.
              5,
            );
          }
        },
        listen(hear) {
          tabs.add(inside);
          inside.hear = hear;
        },
        close() {
          tabs.delete(inside);
          inside.inbox.clear();
          inside.hear = () => {};
        },
      },
      leadership: {
        stand(won) {
          const entry = { of: inside, won };
          queue.push(entry);
          grant();
          return () => give(entry);
        },
      },
      reach: (openSocket) => (url, protocol) => {
        const real = openSocket(url, protocol);
        const ours: Socket = {
          send: (text) => real.send(text),
          close() {
            inside.sockets.delete(ours);
            real.close();
          },
          onopen: null,
          onmessage: null,
          onclose: null,
        };
        inside.sockets.add(ours);
        real.onopen = () => run(inside, {}, () => ours.onopen?.());
        real.onmessage = (event) => run(inside, {}, () => ours.onmessage?.(event));
        real.onclose = (event) => {
          inside.sockets.delete(ours);
          run(inside, {}, () => ours.onclose?.(event));
        };
        return ours;
      },
      crash() {
        inside.alive = false;
        for (const socket of inside.sockets) socket.close();
        tabs.delete(inside);
        queue = queue.filter(({ of }) => of !== inside);
        if (holder?.of === inside) holder = undefined;
        grant();
      },
      sleep() {
        inside.asleep = true;
      },
      wake() {
        inside.asleep = false;
        // One may take back another.
        for (const [handle, task] of inside.late) {
          inside.late.delete(handle);
          task();
        }
        drainAll();
      },
    };
    const inside: Inside<T> = {
      tab,
      alive: true,
      asleep: false,
      hear: () => {},
      late: new Map(),
      inbox: new Map(),
      sockets: new Set(),
    };
    names.set(tab, names.size);
    all.add(inside);
    return tab;
  }

  return {
    open,
    split: (a, b) => void splits.add(pair(a, b)),
    heal() {
      splits.clear();
      drainAll();
    },
    sockets: () => [...all].reduce((count, { sockets }) => count + sockets.size, 0),
  };
}
