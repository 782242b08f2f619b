import type { KeyedBucket } from './bus/ephemeral.ts';
import type { Limits } from './config.ts';

/**
 * How often what may be done: the one table of it. Each act takes one token of every bucket that it names, or is
 * refused and takes none, so that a flooder who has used up their own costs nobody else anything. Buckets of an address
 * follow from how many may connect from there: behind it may stand one flooder, or a whole office of shoppers.
 */
export interface Rates {
  /** A visitor's command. `known`: they have written before; newcomers share what is left beside them. */
  command(who: { shop: string; visitor: string; prefix: string; known: boolean }): KeyedBucket[];
  /** A hello without a token, which makes a new visitor. */
  newcomer(shop: string, prefix: string): KeyedBucket[];
  /** Any HTTP request; `changing` with a method that may change something, other than those that carry the chat. */
  request(prefix: string, changing: boolean): KeyedBucket[];
}

/** Of what an address may do: newcomers, and requests that change something. */
const NEWCOMERS = 1 / 2;
const CHANGING = 1 / 4;
/** New visitors for each connection that an address may have: at once, and each second. */
const NEW_VISITORS = { burst: 4, perSecond: 1 / 8 };

export function createRates(limits: Limits): Rates {
  const connections = limits.connectionsPerPrefix;
  /** As much as all whom an address may connect. */
  const ofAddress = (share: number) => ({
    burst: Math.max(1, limits.commandBurst * connections * share),
    perSecond: limits.commandsPerSecond * connections * share,
  });
  const whole = ofAddress(1);
  const ofNewcomers = ofAddress(NEWCOMERS);
  const ofChanging = ofAddress(CHANGING);
  const ofVisitor = { burst: limits.commandBurst, perSecond: limits.commandsPerSecond };
  const ofShop = { burst: limits.shopCommandBurst, perSecond: limits.shopCommandsPerSecond };
  const ofNew = { burst: NEW_VISITORS.burst * connections, perSecond: NEW_VISITORS.perSecond * connections };

  return {
    command: ({ shop, visitor, prefix, known }) => [
      { key: `${shop}/commands/${visitor}`, ...ofVisitor },
      known
        ? { key: `${shop}/commands/known/${prefix}`, ...whole }
        : { key: `${shop}/commands/new/${prefix}`, ...ofNewcomers },
      { key: `${shop}/commands`, ...ofShop },
    ],
    newcomer: (shop, prefix) => [{ key: `${shop}/new/${prefix}`, ...ofNew }],
    request: (prefix, changing) => [
      { key: `requests/${prefix}`, ...whole },
      ...(changing ? [{ key: `requests/changing/${prefix}`, ...ofChanging }] : []),
    ],
  };
}
