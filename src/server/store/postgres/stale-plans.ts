/** Plans are made anew at least so often. */
const PLAN_MS = 60_000;

interface Uses {
  count: number;
  /** Uses after which the plans of this connection are made anew: 2, 4, 8 … */
  next: number;
  plannedAt: number;
}

/**
 * PostgreSQL keeps the plans of prepared statements until it has counted a table again. One made while a table was small
 * would walk through it when it has grown: so plans are made anew as often as a connection's work has doubled, and every
 * minute.
 *
 * @returns whether the plans of this connection, which is about to be used, are to be thrown away
 */
export function createStalePlans(now: () => number = () => performance.now()): (connection: object) => boolean {
  const known = new WeakMap<object, Uses>();
  return (connection) => {
    const uses = known.get(connection) ?? { count: 0, next: 2, plannedAt: now() };
    known.set(connection, uses);
    uses.count += 1;
    const doubled = uses.count >= uses.next;
    if (doubled) uses.next *= 2;
    if (!doubled && now() - uses.plannedAt < PLAN_MS) return false;
    uses.plannedAt = now();
    return true;
  };
}
