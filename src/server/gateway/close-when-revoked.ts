import type { HeldToken } from '../auth/visitor-tokens.ts';
import { topics } from '../bus/bus.ts';
import type { Link } from './link.ts';
import type { SessionParts } from './session-parts.ts';
import { isRevoked } from './signals.ts';

/** When the bus has been away, all sockets of a process look again: spread over so long, ms. */
const SPREAD_MS = 2000;

/** [ID31] Closes a shopper's socket with 4401 as soon as its token has been revoked. Returns what ends the watch. */
export function closeWhenRevoked(
  { tokens, hub, bus, clock }: Pick<SessionParts, 'tokens' | 'hub' | 'bus' | 'clock'>,
  link: Link,
  shop: string,
  { visitor, generation }: HeldToken,
): () => void {
  let timer: unknown;

  function look(): void {
    timer = undefined;
    tokens.holds(shop, visitor, generation).then((holds) => {
      if (!holds) link.close('unauthorised');
    }, link.fail);
  }

  const stopListening = hub.follow(topics.visitor(shop, visitor), {
    signal(payload) {
      if (isRevoked(payload)) look();
    },
  });
  const stopReturn = bus.onReturn(() => {
    timer ??= clock.setTimeout(look, Math.random() * SPREAD_MS);
  });
  // It may have been revoked between the hello and the listening.
  look();

  return () => {
    stopListening();
    stopReturn();
    clock.clearTimeout(timer);
  };
}
