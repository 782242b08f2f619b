/**
 * Polls until `probe` gives something truthy, and returns it; fails with the last error or `what` when time is up, also
 * while a probe still hangs.
 */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    // The last probe may begin just before the end, and is given a second even so.
    const late = new Promise<never>((_resolve, reject) => {
      const left = Math.max(1000, deadline - Date.now());
      timer = setTimeout(() => reject(new Error('the last try hangs')), left);
    });
    try {
      const value = await Promise.race([probe(), late]);
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    } finally {
      clearTimeout(timer);
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
