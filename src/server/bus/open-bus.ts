import { randomUUID } from 'node:crypto';
import type { Logger } from '../logger.ts';
import type { Bus } from './bus.ts';
import type { Ephemeral } from './ephemeral.ts';
import { createLocalBus } from './local.ts';
import { createMemoryEphemeral } from './memory-ephemeral.ts';
import { createRedisBus } from './redis.ts';
import { createRedisEphemeral } from './redis-ephemeral.ts';

/** What processes tell each other, and what they know together for a while. */
export interface Shared {
  bus: Bus;
  ephemeral: Ephemeral;
  /** Tells this process from all others; new at each start. */
  processId: string;
  close(): Promise<void>;
}

/** Over Redis where there is one, else within this process. Redis may be away, now and later. */
export function openBus({ redisUrl }: { redisUrl?: string }, logger: Logger): Shared {
  const processId = randomUUID();
  if (redisUrl === undefined) {
    const bus = createLocalBus({ onError: (err) => logger.error({ err }, 'a listener of the bus failed') });
    const ephemeral = createMemoryEphemeral({ clock: () => performance.now() });
    return { bus, ephemeral, processId, close: () => bus.close() };
  }
  const bus = createRedisBus({ url: redisUrl, processId, logger });
  const ephemeral = createRedisEphemeral({ url: redisUrl, logger });
  return {
    bus,
    ephemeral,
    processId,
    close: async () => void (await Promise.all([bus.close(), ephemeral.close()])),
  };
}
