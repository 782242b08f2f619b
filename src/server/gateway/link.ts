import { randomUUID } from 'node:crypto';
import { CLOSE_CODES, CLOSE_REASONS, type CloseName } from '../../protocol/close-codes.ts';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import type { IdentityProblem } from '../../protocol/identity.ts';
import type { Limits } from '../config.ts';
import type { Arrival } from '../http/origins.ts';
import type { Logger } from '../logger.ts';
import type { Meters } from '../meters.ts';
import { StoreFull } from '../store/errors.ts';
import type { Wire } from './wire.ts';
import { createWriter, type Writer } from './writer.ts';

/** Our end of one socket: what every session needs of it, whoever is at the other end. */
export interface Link {
  /** This connection's own id. */
  id: string;
  arrival: Arrival;
  /** Who shares the peer's address, as limits count them. Never logged. */
  prefix: string;
  writer: Writer;
  /** Set once the peer has said which they are. */
  side?: 'visitor' | 'agent';
  /** Set once the peer has said who they are; stands in every log line. */
  about: { shop?: string };
  open(): boolean;
  refuse(id: string, code: ErrorCode, where?: { conversation?: string; retryAfterMs?: number }): void;
  /** A proof of identity that proved nothing: one line in the log, for whoever signs them in the shop. */
  problem(problem: IdentityProblem): void;
  /** A signal that its sender may not send: one line in the log, no answer. */
  ignored(type: string): void;
  /** Closes with a code of the protocol, and logs it; a second time nothing happens. */
  close(name: CloseName): void;
  /** A fault of ours: logged with its cause, closed with 4500. A full disk closes nothing. */
  fail(error: unknown): void;
}

export function createLink(
  socket: Wire,
  { arrival, prefix }: Pick<Link, 'arrival' | 'prefix'>,
  limits: Limits,
  logger: Logger,
  meters?: Pick<Meters, 'refused'>,
): Link {
  const about: Link['about'] = {};
  let open = true;
  socket.once('close', () => {
    open = false;
  });

  const link: Link = {
    id: randomUUID(),
    arrival,
    prefix,
    about,
    writer: createWriter(socket, limits, () => {
      if (!open) return;
      open = false;
      logger.warn({ ...about, buffered: socket.bufferedAmount }, 'a reader is too slow: dropped');
      socket.terminate();
    }),
    open: () => open,
    refuse(id, code, { conversation, retryAfterMs } = {}) {
      const { message, retry } = ERROR_CODES[code];
      logger.info({ ...about, code, ...(conversation && { conversation }) }, 'a command was refused');
      meters?.refused(code);
      link.writer.send({
        type: 'refused',
        id,
        code,
        message,
        retry,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      });
    },
    problem(problem) {
      logger.warn({ ...about, problem }, 'a client token proved nothing');
    },
    ignored(type) {
      logger.info({ ...about, type }, 'a signal was passed over');
    },
    close(name) {
      if (!open) return;
      open = false;
      const { code } = CLOSE_CODES[name];
      const reason = CLOSE_REASONS[name];
      logger.info({ ...about, code }, 'a connection was closed');
      socket.close(code, reason);
    },
    fail(error) {
      // What could not be kept for want of room is told again later, or was a courtesy (read positions, pages).
      if (!open || error instanceof StoreFull) return;
      logger.error({ ...about, err: error }, 'a session failed');
      link.close('serverError');
    },
  };
  return link;
}
