/**
 * Puts something into a queue that a tool reads once it has come, and that runs at once what comes later. The queue is made
 * where there is none, as the tool's own documents say; the end takes back what nobody has read.
 * @param name of the global
 */
export function enqueue(name: string, entry: unknown, signal: AbortSignal): void {
  const page = window as unknown as Record<string, unknown[] | undefined>;
  const made = page[name] === undefined;
  const queue = page[name] ?? [];
  page[name] = queue;
  queue.push(entry);
  signal.addEventListener('abort', () => {
    if (page[name] !== queue || !Array.isArray(queue)) return;
    const at = queue.indexOf(entry);
    if (at >= 0) queue.splice(at, 1);
    if (made && at >= 0 && queue.length === 0) delete page[name];
  });
}
