/**
 * Calls back after a request of the page to such an address has ended, whoever sent it. The browser tells of it: nothing of the
 * page's own is replaced.
 */
export function watchRequests(address: RegExp, changed: () => void, signal: AbortSignal): void {
  const observer = new PerformanceObserver((list) => {
    if (list.getEntries().some(({ name }) => address.test(name))) changed();
  });
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => observer.disconnect());
}
