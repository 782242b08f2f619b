import type { Readable } from '../../ui/store.ts';
import { parseRoute, type Route, routeHref } from './route.ts';
import { createCell } from './store.ts';

/** The route as the address bar has it; each step is an entry of the history, so that Back works. */
export interface HashRoute extends Readable<Route> {
  go(route: Route): void;
  stop(): void;
}

export function createHashRoute(page: Window): HashRoute {
  const abort = new AbortController();
  const cell = createCell(parseRoute(page.location.hash));
  page.addEventListener('hashchange', () => cell.set(parseRoute(page.location.hash)), { signal: abort.signal });
  return {
    get: cell.get,
    subscribe: cell.subscribe,
    go(route) {
      page.location.hash = routeHref(route);
    },
    stop: () => abort.abort(),
  };
}
