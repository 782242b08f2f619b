/**
 * Calls with the same words that come while one is under way get its answer: many shoppers come at once, when a server
 * has started or a campaign has gone out, and all ask the same. Nothing is kept once it has been answered.
 */
export function shareCalls<P extends readonly unknown[], R>(
  call: (...words: P) => Promise<R>,
): (...words: P) => Promise<R> {
  const underWay = new Map<string, Promise<R>>();
  return (...words) => {
    const key = JSON.stringify(words);
    const known = underWay.get(key);
    if (known) return known;
    const asked = call(...words).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
}
