/** Of many small writes: few enough at a time to hold nobody else up, enough to share a way to Redis. */
const GROUP = 500;

/** Does something to each item, a group after the other. */
export async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<unknown> | undefined): Promise<void> {
  for (let at = 0; at < items.length; at += GROUP) await Promise.all(items.slice(at, at + GROUP).map(work));
}
