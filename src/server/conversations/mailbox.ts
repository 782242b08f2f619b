/** Work that waits for its turn: one at a time per key, in the order of arrival. */
export interface Mailboxes {
  /** Undefined when this key, or the process, has too much waiting. Rejects as `work` does; others go on. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined;
}

export interface MailboxLimits {
  /** Waiting and running, of one key. */
  perKey: number;
  /** Waiting and running, of all keys. */
  total: number;
}

const DEFAULTS: MailboxLimits = { perKey: 200, total: 20_000 };

export function createMailboxes(limits: MailboxLimits = DEFAULTS): Mailboxes {
  const boxes = new Map<string, { last: Promise<unknown>; length: number }>();
  let total = 0;

  const leave = (key: string): void => {
    total -= 1;
    const box = boxes.get(key);
    if (box && --box.length === 0) boxes.delete(key);
  };

  return {
    run(key, work) {
      const box = boxes.get(key) ?? { last: Promise.resolve(), length: 0 };
      if (box.length >= limits.perKey || total >= limits.total) return undefined;
      boxes.set(key, box);
      box.length += 1;
      total += 1;
      const result = box.last.then(work).finally(() => leave(key));
      // The next one waits for this one's end, however it ends; the failure itself goes to the caller.
      box.last = result.then(
        () => {},
        () => {},
      );
      return result;
    },
  };
}
