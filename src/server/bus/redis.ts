import type { Bus, Carrier } from './bus.ts';
import { createLocalBus } from './local.ts';
import { type Parcel, packed, unpacked } from './parcel.ts';
import { type BusLogger, openRedisLine } from './redis-line.ts';
import { createSubscriptions } from './subscriptions.ts';

export interface RedisBusOptions {
  /** `redis://` or `rediss://`. Redis 6 or newer, or Valkey. */
  url: string;
  /** This process alone has it: what it has sent itself it does not hear again. */
  processId: string;
  logger: BusLogger;
}

/**
 * The bus of many processes, over Redis' publish and subscribe, one channel a topic. Listeners of this process are
 * told at once, whether Redis is there or not; a process subscribes to just what it listens to. While Redis is away
 * what is meant for others is lost, and `onReturn` is called once everything is subscribed to again.
 */
export function createRedisBus({ url, processId, logger }: RedisBusOptions): Bus {
  const onError = (err: unknown): void => logger.error({ err }, 'a listener of the bus failed');
  const local = createLocalBus({ onError });
  const prefix = channelPrefix(url);
  const returned = new Set<() => void>();
  let told: 'ok' | 'lost' | undefined;
  let closed = false;
  /** One line about what Redis refuses, for as long as it stays there. */
  let complained = false;

  const complain = (err: unknown): void => {
    if (closed || complained || !reachable()) return;
    complained = true;
    logger.error({ err }, 'Redis refuses what the bus asks of it');
  };
  const publisher = openRedisLine({ url, onChange: (_, reason) => noteState(reason) });
  const subscriber = openRedisLine({
    url,
    onChange(up, reason) {
      noteState(reason);
      if (up) subscriptions.renew().then(tellReturn, complain);
    },
  });
  const subscriptions = createSubscriptions(
    (what, channels) => (subscriber.up() ? subscriber.redis[what](...channels) : undefined),
    complain,
  );
  const reachable = (): boolean => publisher.up() && subscriber.up();

  function noteState(reason: string): void {
    const now = reachable() ? 'ok' : 'lost';
    if (now === told) return;
    // At the start one of the two lines comes first: that is no loss.
    if (now === 'lost' && told === undefined && (publisher.up() || subscriber.up())) return;
    told = now;
    complained = false;
    if (now === 'ok') logger.info({}, 'the bus is connected to Redis');
    else logger.warn({ reason }, 'the bus has no Redis: other processes are heard late, by comparing heads');
  }

  function tellReturn(): void {
    for (const listener of [...returned]) {
      try {
        listener();
      } catch (error) {
        onError(error);
      }
    }
  }

  subscriber.redis.on('message', (channel: string, text: string) => {
    const parcel = unpacked(text);
    const topic = channel.slice(prefix.length);
    if (!parcel) logger.warn({ length: text.length }, 'the bus brought what no process of ours sends');
    else if (parcel.from === processId) return;
    else if ('wake' in parcel) local.wake(topic, parcel.wake);
    else local.signal(topic, parcel.signal);
  });

  const publish = (topic: string, parcel: Parcel): void => {
    // Lost while Redis is away: whoever waits for it compares heads.
    if (publisher.up()) publisher.send('publish', prefix + topic, packed(parcel)).catch(complain);
  };
  const carrier: Carrier = {
    wake(topic, seq) {
      local.wake(topic, seq);
      publish(topic, { from: processId, wake: seq });
    },
    signal(topic, payload) {
      local.signal(topic, payload);
      publish(topic, { from: processId, signal: payload ?? null });
    },
  };

  return {
    ...carrier,
    here: local.here,
    listen(topic, listener) {
      const stop = local.listen(topic, listener);
      subscriptions.want(prefix + topic);
      let listening = true;
      return () => {
        if (!listening) return;
        listening = false;
        stop();
        subscriptions.leave(prefix + topic);
      };
    },
    onReturn(listener) {
      const own = (): void => listener();
      returned.add(own);
      return () => void returned.delete(own);
    },
    reachable,
    async close() {
      closed = true;
      returned.clear();
      await local.close();
      await Promise.all([publisher.close(), subscriber.close()]);
    },
  };
}

/** Channels are not kept apart by database as keys are; so two installations on one Redis do it by name. */
function channelPrefix(url: string): string {
  const database = /^\/(\d+)/.exec(new URL(url).pathname)?.[1] ?? '0';
  return `shopbell:${database}:`;
}
