import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Arrival } from '../http/origins.ts';
import { createRates } from '../rates.ts';
import { type GatewayOptions, systemClock } from './collaborators.ts';
import { createConnectionCounter } from './count-connections.ts';
import { createHub } from './hub.ts';
import { addressPrefix } from './limits.ts';
import { createLink, type Link } from './link.ts';
import { createPositions } from './positions.ts';
import { createPresenceKeeper } from './presence.ts';
import { createDescribeRows } from './rows.ts';
import { closeInOurWords, runSession } from './session.ts';
import type { SessionParts } from './session-parts.ts';
import { createStreams, type Streams } from './stream.ts';
import { createUpgrade } from './upgrade.ts';
import type { Wire } from './wire.ts';

/** Peers that do not answer the close frame within this time are cut, ms. */
const FAREWELL_MS = 2000;

export interface Gateway {
  /** Answers the upgrade requests of this server; returns what ends that. */
  attach(server: Server): () => void;
  /** The way in for shoppers whose network blocks sockets. */
  streams: Streams;
  /** Sockets that are open. */
  connections(): number;
  /** Takes nobody new, closes every socket with 1012, and resolves when they are gone. */
  close(): Promise<void>;
}

/** The socket side of the server: shoppers and the team, each on a socket of their own. */
export function createGateway(options: GatewayOptions): Gateway {
  const { limits, logger, clock = systemClock } = options;
  const hub = createHub(options.bus);
  const presence = createPresenceKeeper({ ephemeral: options.ephemeral, bus: options.bus, clock, logger });
  const parts: SessionParts = {
    ...options,
    clock,
    hub,
    presence,
    rates: createRates(limits),
    positions: createPositions(options.store.log),
    describeRows: createDescribeRows(options.ephemeral),
  };
  const perPrefix = createConnectionCounter({
    most: limits.connectionsPerPrefix,
    processId: options.processId ?? randomUUID(),
    ephemeral: options.ephemeral,
    clock,
  });
  const sockets = new Map<Wire, Link>();
  let closing: Promise<void> | undefined;
  let emptied: (() => void) | undefined;

  options.metrics?.gauges('shopbell_connections', 'Open sockets of shoppers and the team.', 'side', () => {
    const open = { visitor: 0, agent: 0, unknown: 0 };
    for (const { side = 'unknown' } of sockets.values()) open[side] += 1;
    return open;
  });

  function receive(socket: Wire, arrival: Arrival): void {
    const prefix = addressPrefix(options.origins.address(arrival));
    const link = createLink(socket, { arrival, prefix }, limits, logger, options.meters);
    closeInOurWords(socket, link);
    const counted = sockets.size < limits.connections && perPrefix.take(prefix);
    sockets.set(socket, link);
    socket.once('close', (code) => {
      options.meters?.closed(code);
      sockets.delete(socket);
      if (counted) perPrefix.release(prefix);
      if (sockets.size === 0) emptied?.();
    });
    if (closing) link.close('restarting');
    else if (!counted) link.close('tooFast');
    else if (arrival.headers.origin === 'null') link.close('forbidden');
    else {
      // Other processes are asked while the hello is on its way: few come too many, and those are closed soon after.
      perPrefix.tooMany(prefix).then((tooMany) => tooMany && link.close('tooFast'), link.fail);
      runSession(parts, socket, link);
    }
  }

  const upgrade = createUpgrade({
    frameBytes: limits.frameBytes,
    full: () => !!closing || sockets.size >= limits.connections,
    onSocket: receive,
  });

  async function farewell(): Promise<void> {
    for (const link of sockets.values()) link.close('restarting');
    if (sockets.size > 0) {
      const patience = clock.setTimeout(() => {
        for (const socket of sockets.keys()) socket.terminate();
      }, FAREWELL_MS);
      await new Promise<void>((resolve) => {
        emptied = resolve;
      });
      clock.clearTimeout(patience);
    }
    presence.stop();
    perPrefix.stop();
  }

  return {
    attach(server) {
      server.on('upgrade', upgrade);
      return () => server.off('upgrade', upgrade);
    },
    streams: createStreams({ accept: receive, frameBytes: limits.frameBytes, clock }),
    connections: () => sockets.size,
    close() {
      closing ??= farewell();
      return closing;
    },
  };
}
