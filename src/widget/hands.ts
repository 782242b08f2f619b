/** What says that the shopper is there. */
const HANDS = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'popstate'];

/** Calls `run` at each sign of the shopper. */
export function onHands(run: () => void, signal: AbortSignal): void {
  for (const name of HANDS) addEventListener(name, run, { signal, passive: true, capture: true });
}
