import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Arrival } from '../http/origins.ts';
import { createRates } from '../rates.ts';
import { type GatewayOptions, systemClock } from './collaborators.ts';
import { createConnectionCounter } from './count-connections.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createHub } from './hub.ts';
import { addressPrefix } from './limits.ts';
import { createLink, type Link } from './link.ts';
import { createPositions } from './positions.ts';
import { createPresenceKeeper } from './presence.ts';
import { createRevocations } from './revocations.ts';
import { createDescribeRows } from './rows.ts';
import { type Connection, endConnection, hearFrame, openConnection } from './session.ts';
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
  const { limits, meters, clock = systemClock } = options;
  const hub = createHub(options.bus);
  const presence = createPresenceKeeper({ ...options, clock });
  const parts: SessionParts = {
    ...options,
    clock,
    hub,
    presence,
    rates: createRates(limits),
    positions: createPositions(options.store.log),
    describeRows: createDescribeRows(options.ephemeral),
    revocations: createRevocations({ tokens: options.tokens, bus: options.bus, clock }),
  };
  const perPrefix = createConnectionCounter({
    most: limits.connectionsPerPrefix,
    processId: options.processId ?? randomUUID(),
    ephemeral: options.ephemeral,
    clock,
  });
  const connections = new Set<Connection>();
  const stopBeating = startHeartbeat({
    clock,
    connections,
    ping: ({ link }) => link.writer.send({ type: 'ping' }),
    end: ({ link }) => link.cut(),
  });
  let closing: Promise<void> | undefined;
  let emptied: (() => void) | undefined;

  options.metrics?.gauges('shopbell_connections', 'Open sockets of shoppers and the team.', 'side', () => {
    const open = { visitor: 0, agent: 0, unknown: 0 };
    for (const { link } of connections) open[link.side ?? 'unknown'] += 1;
    return open;
  });

  function receive(socket: Wire, arrival: Arrival): void {
    const prefix = addressPrefix(options.origins.address(arrival));
    const link = createLink(parts, socket, prefix);
    const connection = openConnection(parts, link, arrival);
    const counted = connections.size < limits.connections && perPrefix.take(prefix);
    connections.add(connection);
    socket.on('message', (data: Buffer, binary) => hearFrame(parts, connection, data, binary));
    socket.on('error', (error) => closeForFault(connection.link, error));
    socket.on('close', (code) => {
      meters?.closed(code);
      connections.delete(connection);
      endConnection(parts, connection);
      if (counted) perPrefix.release(connection.link.prefix);
      if (connections.size === 0) emptied?.();
    });
    if (closing) link.close('restarting');
    else if (!counted) link.close('tooFast');
    else if (arrival.headers.origin === 'null') link.close('forbidden');
    // Other processes are asked while the hello is on its way: few come too many, and those are closed soon after.
    else closeIfTooMany(link).catch((error: unknown) => link.fail(error));
  }

  async function closeIfTooMany(link: Link): Promise<void> {
    if (await perPrefix.tooMany(link.prefix)) link.close('tooFast');
  }

  const upgrade = createUpgrade({
    frameBytes: limits.frameBytes,
    full: () => !!closing || connections.size >= limits.connections,
    onSocket: receive,
  });

  async function farewell(): Promise<void> {
    for (const { link } of connections) link.close('restarting');
    if (connections.size > 0) {
      const patience = clock.setTimeout(() => {
        for (const { link } of connections) link.cut();
      }, FAREWELL_MS);
      await new Promise<void>((resolve) => {
        emptied = resolve;
      });
      clock.clearTimeout(patience);
    }
    stopBeating();
    presence.stop();
    parts.revocations.stop();
    perPrefix.stop();
  }

  return {
    attach(server) {
      server.on('upgrade', upgrade);
      return () => server.off('upgrade', upgrade);
    },
    streams: createStreams({ accept: receive, frameBytes: limits.frameBytes, clock }),
    connections: () => connections.size,
    close() {
      closing ??= farewell();
      return closing;
    },
  };
}

/** A reset connection is no fault of anybody: its `close` event follows. */
function closeForFault(link: Link, error: NodeJS.ErrnoException): void {
  if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') link.close('tooLarge');
  else if (error.code?.startsWith('WS_ERR_')) link.close('badFrame');
}
