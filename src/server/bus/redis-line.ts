import { Redis } from 'ioredis';

/** As much of a logger as is needed here; pino's fits. */
export interface BusLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** One connection to Redis. It comes back by itself, and while it is away nothing waits for it. */
export interface RedisLine {
  /** For subscriptions; everything else goes through `send`. */
  redis: Redis;
  up(): boolean;
  /**
   * Sends a command together with all others of this turn.
   * @throws RedisAway at once while Redis is away, and when it goes away before it has answered
   */
  send(...command: readonly [name: string, ...parameters: (string | number)[]]): Promise<unknown>;
  /** Sends what waits, hears the answers if they come soon, and leaves nothing behind. */
  close(): Promise<void>;
}

/** Redis cannot be asked now. */
export class RedisAway extends Error {
  override name = 'RedisAway';
}

/** A peer that owes an answer and sends nothing for so long is given up, ms. */
const SILENT_MS = 1500;
/** A line without traffic is tried in this interval, so that its end is noticed, ms. */
const BEAT_MS = 2000;
const CONNECT_MS = 2000;
const BACKOFF_MIN_MS = 50;
const BACKOFF_MAX_MS = 1000;
/** Commands that may be waiting for their answers; a slow Redis must not fill the memory of this process. */
const MOST_WAITING = 20_000;
/** How long answers to the last commands may take when the line is closed, ms. */
const FAREWELL_MS = 500;

interface Waiting {
  command: readonly [string, ...(string | number)[]];
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * @param options.onChange called once for each change, the first time with what the first try came to. The reason is
 *   a code or a message of Redis, without the password.
 */
export function openRedisLine(options: { url: string; onChange(up: boolean, reason: string): void }): RedisLine {
  let state: 'opening' | 'up' | 'down' | 'closed' = 'opening';
  let reason = 'closed';
  let waiting: Waiting[] = [];
  let unanswered = 0;

  const redis = new Redis(options.url, {
    // What cannot be sent now is refused: whoever asks has an answer of their own for that.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disconnectTimeout: FAREWELL_MS,
    retryStrategy: (times) => Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** times) * (0.5 + Math.random() / 2),
    // A replica that was promoted elsewhere answers with READONLY: the name leads to the new primary next time.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  const change = (to: 'up' | 'down'): void => {
    if (state === to || state === 'closed') return;
    state = to;
    options.onChange(to === 'up', reason);
  };
  redis.on('ready', () => change('up'));
  redis.on('close', () => change('down'));
  redis.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
  });
  const beat = setInterval(() => {
    // An answer that does not come ends the connection; nothing else is to be learnt from it.
    if (state === 'up') redis.ping().catch(() => {});
  }, BEAT_MS);
  beat.unref();

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const pipeline = redis.pipeline(batch.map(({ command }) => [...command]));
      const answers = (await pipeline.exec()) ?? [];
      batch.forEach(({ resolve, reject }, index) => {
        const [error, answer] = answers[index] ?? [new RedisAway('Redis gave no answer.')];
        if (error) reject(redis.status === 'ready' ? error : new RedisAway(error.message));
        else resolve(answer);
      });
    } catch (cause) {
      for (const { reject } of batch) reject(new RedisAway('Redis is away.', { cause }));
    } finally {
      unanswered -= batch.length;
    }
  }

  return {
    redis,
    up: () => state === 'up',
    send: (...command) =>
      new Promise((resolve, reject) => {
        if (state !== 'up') return reject(new RedisAway('Redis is away.'));
        if (unanswered >= MOST_WAITING) return reject(new RedisAway('Redis is too slow.'));
        unanswered += 1;
        waiting.push({ command, resolve, reject });
        if (waiting.length === 1) setImmediate(() => void flush());
      }),
    async close() {
      if (state === 'closed') return;
      const last = state === 'up' ? redis.ping() : Promise.resolve();
      if (waiting.length > 0) void flush();
      state = 'closed';
      clearInterval(beat);
      let patience: NodeJS.Timeout | undefined;
      await Promise.race([
        last.catch(() => {}),
        new Promise((resolve) => {
          patience = setTimeout(resolve, FAREWELL_MS);
        }),
      ]);
      clearTimeout(patience);
      const ended = redis.status === 'ready' && new Promise((resolve) => redis.once('end', resolve));
      redis.disconnect();
      await ended;
    },
  };
}
