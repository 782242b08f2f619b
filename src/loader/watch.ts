import type { Dispatch } from './bell.ts';
import type { Door } from './door.ts';

/** So long after something has changed on the page, it is looked whether the launcher still stands free. */
const LOOK_AFTER_MS = 300;
/** What may bring something to the launcher's place beside changes of the page's nodes. */
const CHANGES = ['resize', 'scroll', 'transitionend'];
/** Points on the launcher's diagonal, px from its lower right: what reaches over it from any side has one of them. */
const POINTS = [9, 51];

/**
 * Stays with the widget's element: whoever takes it off the page, or replaces the page's body, gets it back with the next
 * picture. Nothing runs while the page is at rest.
 * @param dispatch gets the command `settle` once something stands in the launcher's place that does not scroll away
 */
export function watchPlace(door: Door, dispatch: Dispatch, signal: AbortSignal): void {
  const { element, launcher } = door;
  let timer = 0;

  door.look = () => {
    const { right, bottom } = launcher.getBoundingClientRect();
    const isTaken = (point: number): boolean =>
      document
        .elementsFromPoint(right - point, bottom - point)
        // Of all words for a position, only "fixed" has an x and only "sticky" a k. Of a modal dialog, the backdrop is found.
        .some((other) => other !== element && /[xk]/.test(getComputedStyle(other).position));
    if (POINTS.some(isTaken)) {
      door.look = () => {};
      dispatch('settle');
    }
  };
  const soon = (): void => {
    // A page that takes it away each time it comes back shall not come to a standstill over it.
    if (!element.isConnected) requestAnimationFrame(() => door.stand());
    timer ||= +setTimeout(() => {
      timer = 0;
      door.look();
    }, LOOK_AFTER_MS);
  };
  const observer = new MutationObserver(soon);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  for (const name of CHANGES) addEventListener(name, soon, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    door.stand = () => {};
    element.remove();
  });
}
