import type { Tracked } from '../protocol/frames.ts';
import { LIMITS } from '../protocol/limits.ts';
import { currentPage, mayShowPages } from './session.ts';
import type { Chat } from './store.ts';

type Properties = NonNullable<Tracked['properties']>;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max && !/\0|\p{Surrogate}/u.test(value);
const isValue = (value: unknown): value is Properties[string] =>
  isText(value, 200) || Number.isFinite(value) || typeof value === 'boolean';

/** What a page tracks, in the form that the server takes; undefined without a name. Unusable properties are left out. */
export function readTracked(name: unknown, properties: unknown): Tracked | undefined {
  if (!isText(name, 100)) return undefined;
  const usable = Object.entries(Object(properties) as Record<string, unknown>).filter(
    ([key, value]) => isText(key, 60) && isValue(value),
  );
  return usable.length > 0 ? { name, properties: Object.fromEntries(usable.slice(0, 20)) as Properties } : { name };
}

/**
 * [WI54] Tells the team, within consent, what the page says that the shopper did: together after two seconds, and of
 * more than twenty at once only the first. @returns takes one
 */
export function startTracking({ host, client, subscribe }: Chat): (name: unknown, properties: unknown) => void {
  let waiting: Tracked[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    if (!mayShowPages(host.options().cookieConsent)) waiting = [];
    // Without a connection they wait for one: then the client changes.
    if (waiting.length === 0 || client().state().connection.at !== 'online') return;
    client().signal({ type: 'track', url: currentPage().url, events: waiting });
    waiting = [];
  }
  subscribe(() => {
    if (!timer) flush();
  });
  host.signal.addEventListener('abort', () => clearTimeout(timer));
  return (name, properties) => {
    const tracked = readTracked(name, properties);
    if (!tracked) return host.emit('error', { code: 'invalid', message: 'Nothing to track: a name is missing.' });
    if (!mayShowPages(host.options().cookieConsent) || waiting.length === LIMITS.trackedEvents) return;
    waiting.push(tracked);
    timer ??= setTimeout(flush, LIMITS.trackMs);
  };
}
