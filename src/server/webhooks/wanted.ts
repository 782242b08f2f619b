import type { Webhooks } from '../store/webhooks.ts';

/** Whether anybody wants to be told of a kind of entry. */
export type Wants = (kind: string) => boolean;

export interface WantedEvents {
  /** What the endpoints of a shop want. */
  of(shop: string): Promise<Wants>;
  /** Something has changed here: ask again at once. Other processes ask after five seconds. */
  forget(shop: string): void;
}

/** How long an answer counts, ms. */
const KEPT_MS = 5000;

const nothing: Wants = () => false;

/** [WH15] Asked for every commit, so that a shop without webhooks leaves no jobs behind; the store is asked rarely. */
export function createWantedEvents(webhooks: Pick<Webhooks, 'endpoints'>, now: () => number): WantedEvents {
  const known = new Map<string, { until: number; wants: Promise<Wants> }>();

  const ask = async (shop: string): Promise<Wants> => {
    const enabled = (await webhooks.endpoints(shop)).filter((endpoint) => endpoint.enabled);
    if (enabled.length === 0) return nothing;
    const events = new Set(enabled.flatMap((endpoint) => endpoint.events));
    return wantsOf(events);
  };

  return {
    of(shop) {
      const found = known.get(shop);
      if (found && now() < found.until) return found.wants;
      const wants = ask(shop);
      const answer = { until: now() + KEPT_MS, wants };
      known.set(shop, answer);
      // A failure is told to whoever has asked, and is not kept.
      wants.catch(() => known.get(shop) === answer && known.delete(shop));
      return wants;
    },
    forget: (shop) => void known.delete(shop),
  };
}

/** A list of kinds, or `*` in it. */
export function wantsOf(events: ReadonlySet<string>): Wants {
  return events.has('*') ? () => true : (kind) => events.has(kind);
}
