/** Which channels a process hears, brought in line with which it wants to hear. */
export interface Subscriptions {
  /** One more, or one fewer, who wants to hear the channel. */
  want(channel: string): void;
  leave(channel: string): void;
  /** A new connection, which hears nothing yet: resolves when all that is wanted stands. */
  renew(): Promise<void>;
}

/** Channels a command. */
const PAGE = 1000;

/**
 * What changes in one turn goes out together, and what comes and goes within it not at all.
 * @param ask sends SUBSCRIBE or UNSUBSCRIBE; undefined while there is no connection
 */
export function createSubscriptions(
  ask: (what: 'subscribe' | 'unsubscribe', channels: string[]) => Promise<unknown> | undefined,
  onError: (error: unknown) => void,
): Subscriptions {
  const wanted = new Map<string, number>();
  /** What the connection has been asked for. */
  let standing = new Set<string>();
  let changed = new Set<string>();

  const note = (channel: string): void => {
    if (changed.size === 0) setImmediate(() => void settle().catch(onError));
    changed.add(channel);
  };

  async function settle(): Promise<void> {
    const joins: string[] = [];
    const leaves: string[] = [];
    for (const channel of changed) {
      if (wanted.has(channel) === standing.has(channel)) continue;
      if (wanted.has(channel)) joins.push(channel);
      else leaves.push(channel);
    }
    changed = new Set();
    await Promise.all([...inPages('subscribe', joins), ...inPages('unsubscribe', leaves)]);
  }

  function* inPages(what: 'subscribe' | 'unsubscribe', channels: string[]): Iterable<Promise<unknown>> {
    for (let at = 0; at < channels.length; at += PAGE) {
      const page = channels.slice(at, at + PAGE);
      const asked = ask(what, page);
      // Without a connection there is nothing to change: the next one begins with all that is wanted.
      if (!asked) return;
      for (const channel of page) {
        if (what === 'subscribe') standing.add(channel);
        else standing.delete(channel);
      }
      yield asked;
    }
  }

  return {
    want(channel) {
      const count = wanted.get(channel) ?? 0;
      wanted.set(channel, count + 1);
      if (count === 0) note(channel);
    },
    leave(channel) {
      const count = wanted.get(channel) ?? 0;
      if (count > 1) wanted.set(channel, count - 1);
      else if (wanted.delete(channel)) note(channel);
    },
    renew() {
      standing = new Set();
      changed = new Set(wanted.keys());
      return settle();
    },
  };
}
