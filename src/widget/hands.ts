/** What says that the shopper is there. */
const HANDS = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'popstate'];

/** Who wants to know of the shopper on other tabs too. */
const elsewhere = new Set<() => void>();

/** Calls `run` at each sign of the shopper. @param everywhere on other tabs of the same visitor too */
export function onHands(run: () => void, signal: AbortSignal, everywhere = true): void {
  for (const name of HANDS) addEventListener(name, run, { signal, passive: true, capture: true });
  if (!everywhere) return;
  elsewhere.add(run);
  signal.addEventListener('abort', () => elsewhere.delete(run));
}

/** The shopper is there, on another tab. */
export function handElsewhere(): void {
  for (const run of elsewhere) run();
}
