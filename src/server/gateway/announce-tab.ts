import type { Bus } from '../bus/bus.ts';
import type { Clock } from './collaborators.ts';
import type { Link } from './link.ts';
import { type TabSignal, tabSignal } from './signals.ts';

/**
 * A connection speaks for its tab once it has stood for so long, ms. One that the tab has given up already, and whose
 * hello a slow network brings only now, has been closed again by then: it must not replace the one that came after it.
 */
export const STANDS_AFTER_MS = 1000;

type Parts = { bus: Bus; clock: Clock };

/** A connection that has said which tab it is of: since when, and what waits until it speaks for that tab. */
interface Standing {
  since: number;
  timer: unknown;
}
const standings = new WeakMap<Link, Standing>();

/** [GW23][GW36] Tells older connections of the same tab, in whatever process, that they are over. */
export function announceTab({ bus, clock }: Parts, link: Link, topic: string, client: string): void {
  const since = clock.now();
  const tell = (type: TabSignal['type']): void =>
    bus.signal(topic, { type, client, from: link.id, since } satisfies TabSignal);
  tell('connecting');
  const timer = clock.setTimeout(() => {
    if (link.stands()) tell('connected');
  }, STANDS_AFTER_MS);
  standings.set(link, { since, timer });
}

/** What another connection of the same tab says: a newer one is there, or has taken its place. */
export function hearTab(
  { clock }: Pick<Parts, 'clock'>,
  link: Link,
  client: string | undefined,
  payload: unknown,
): void {
  const other = tabSignal(payload);
  if (!other || other.client !== client || other.from === link.id) return;
  const own = standings.get(link);
  // Whoever came last speaks, if it stays.
  if (other.type === 'connecting') clock.clearTimeout(own?.timer);
  // A process that was busy tells late of a connection that has broken meanwhile, and hears of the next one later still.
  else if (own && own.since <= other.since) link.close('replaced');
}
