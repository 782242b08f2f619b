import { createFallbackOpener, TRIES } from '../client/fallback.ts';
import { createStreamOpener } from '../client/stream-socket.ts';
import type { Session } from './session.ts';

/** Nothing has come of a connection for so long, ms: it may never open. */
const HANGS_MS = 2500;

/** Sessions that have both ways. */
const both = new WeakSet<Session>();

/**
 * [FB15] Gives the session both ways, sockets and streams, once two attempts in a row have failed, or one hangs. Where no
 * socket has ever opened on this page the stream is taken at once; who has been online tries sockets first.
 */
export function goRound(session: Session): void {
  const client = session.client();
  const { connection, visitor } = client.state();
  if (both.has(session) || !(connection.at === 'connecting' || connection.at === 'waiting')) return;
  const hangs = connection.at === 'connecting' && Date.now() - connection.since >= HANGS_MS;
  const failed = connection.at === 'waiting' ? connection.attempt + 1 : connection.attempt;
  if (!hangs && failed < TRIES) return;

  both.add(session);
  const openStream = createStreamOpener({
    fetch: (url, request) => fetch(url, request as RequestInit),
    createAbort: () => new AbortController(),
    createDecoder: () => new TextDecoder(),
  });
  const { own = session.wire.platform } = session;
  own.openSocket = createFallbackOpener(own.openSocket, openStream, visitor ? 0 : TRIES);
  // What waits for another tab does not wait for a socket.
  if (visitor || session.own?.follows()) return;
  client.stop();
  client.start();
}
