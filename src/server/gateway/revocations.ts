import type { Link } from './link.ts';
import type { SessionParts } from './session-parts.ts';

/** When the bus has been away, all sockets of a process look again: spread over so long, ms. */
const SPREAD_MS = 2000;

/** A shopper's socket, and which token has let it in. */
export interface LetIn {
  readonly link: Link;
  readonly shop: string;
  readonly visitor: string;
  readonly generation: number;
}

/** [ID31] Closes shoppers' sockets with 4401 as soon as their token has been revoked. */
export interface Revocations {
  /** Whether the token still holds: to be asked when the visitor's topic tells of a revocation. */
  look(socket: LetIn): void;
  /** From now on the socket is looked at whenever the bus has been away, until it is forgotten. */
  watch(socket: LetIn): void;
  forget(socket: LetIn): void;
  stop(): void;
}

export function createRevocations({ tokens, bus, clock }: Pick<SessionParts, 'tokens' | 'bus' | 'clock'>): Revocations {
  const watched = new Set<LetIn>();
  const timers = new Set<unknown>();

  function look({ link, shop, visitor, generation }: LetIn): void {
    tokens.holds(shop, visitor, generation).then(
      (holds) => {
        if (!holds) link.close('unauthorised');
      },
      (error: unknown) => link.fail(error),
    );
  }

  function lookLater(socket: LetIn): void {
    const timer = clock.setTimeout(() => {
      timers.delete(timer);
      if (watched.has(socket)) look(socket);
    }, Math.random() * SPREAD_MS);
    timers.add(timer);
  }

  const stopReturn = bus.onReturn(() => {
    for (const socket of watched) lookLater(socket);
  });

  return {
    look,
    watch: (socket) => void watched.add(socket),
    forget: (socket) => void watched.delete(socket),
    stop() {
      stopReturn();
      for (const timer of timers) clock.clearTimeout(timer);
      timers.clear();
      watched.clear();
    },
  };
}
