import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { CLOSE_CODES, CLOSE_REASONS, type CloseName } from '../../protocol/close-codes.ts';
import { ERROR_CODES, type ErrorCode } from '../../protocol/error-codes.ts';
import type { IdentityProblem } from '../../protocol/identity.ts';
import type { Limits } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Meters } from '../meters.ts';
import { StoreFull } from '../store/errors.ts';
import { type SharedMethods, withMethods } from './shared-methods.ts';
import type { Wire } from './wire.ts';
import { createWriter, type Writer } from './writer.ts';

/**
 * Our end of one socket: what every session needs of it, whoever is at the other end. Like writers, links share their
 * methods.
 */
export interface Link {
  /** This connection's own id. */
  readonly id: string;
  /** Who shares the peer's address, as limits count them. Never logged. */
  readonly prefix: string;
  readonly writer: Writer;
  /** Set once the peer has said which they are. */
  side: 'visitor' | 'agent' | undefined;
  /** Set once the peer has said who they are; stands in every log line. */
  shop: string | undefined;
  open(this: Link): boolean;
  /** Open, and the peer has not begun to close it either. */
  stands(this: Link): boolean;
  refuse(this: Link, id: string, code: ErrorCode, where?: { conversation?: string; retryAfterMs?: number }): void;
  /** A proof of identity that proved nothing: one line in the log, for whoever signs them in the shop. */
  problem(this: Link, problem: IdentityProblem): void;
  /** A signal that its sender may not send: one line in the log, no answer. */
  ignored(this: Link, type: string): void;
  /** Closes with a code of the protocol, and logs it; a second time nothing happens. */
  close(this: Link, name: CloseName): void;
  /** Cuts a reader who leaves unread what is sent, and logs it. */
  drop(this: Link): void;
  /** Cuts the line without a word: the peer is not there any more. */
  cut(this: Link): void;
  /** The socket has closed. */
  gone(this: Link): void;
  /** A fault of ours: logged with its cause, closed with 4500. A full disk closes nothing. */
  fail(this: Link, error: unknown): void;
}

/** What links share. */
export interface LinkParts {
  limits: Limits;
  logger: Logger;
  meters?: Pick<Meters, 'refused'>;
}

interface Own extends Pick<Link, 'id' | 'prefix' | 'side' | 'shop'> {
  parts: LinkParts;
  socket: Wire;
  isOpen: boolean;
  writer: Writer | undefined;
}

const about = ({ shop }: Own): { shop?: string } => (shop === undefined ? {} : { shop });

const METHODS: SharedMethods<Link, Own> = {
  open() {
    return this.isOpen;
  },
  stands() {
    return this.isOpen && this.socket.readyState === WebSocket.OPEN;
  },
  refuse(id, code, { conversation, retryAfterMs } = {}) {
    const { logger, meters } = this.parts;
    const { message, retry } = ERROR_CODES[code];
    logger.info({ ...about(this), code, ...(conversation && { conversation }) }, 'a command was refused');
    meters?.refused(code);
    const later = retryAfterMs !== undefined && { retryAfterMs };
    this.writer.send({ type: 'refused', id, code, message, retry, ...later });
  },
  problem(problem) {
    this.parts.logger.warn({ ...about(this), problem }, 'a client token proved nothing');
  },
  ignored(type) {
    this.parts.logger.info({ ...about(this), type }, 'a signal was passed over');
  },
  close(name) {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { code } = CLOSE_CODES[name];
    const reason = CLOSE_REASONS[name];
    this.parts.logger.info({ ...about(this), code }, 'a connection was closed');
    this.socket.close(code, reason);
  },
  drop() {
    if (!this.isOpen) return;
    this.isOpen = false;
    const buffered = this.socket.bufferedAmount;
    this.parts.logger.warn({ ...about(this), buffered }, 'a reader is too slow: dropped');
    this.socket.terminate();
  },
  cut() {
    this.socket.terminate();
  },
  gone() {
    this.isOpen = false;
  },
  fail(error) {
    // What could not be kept for want of room is told again later, or was a courtesy (read positions, pages).
    if (!this.isOpen || error instanceof StoreFull) return;
    this.parts.logger.error({ ...about(this), err: error }, 'a session failed');
    this.close('serverError');
  },
};

/** @param prefix who shares the peer's address */
export function createLink(parts: LinkParts, socket: Wire, prefix: string): Link {
  // One flat string: a UUID would be kept as the twenty that it was put together from.
  const id = randomBytes(15).toString('base64url');
  const own: Own = { parts, socket, id, prefix, side: undefined, shop: undefined, isOpen: true, writer: undefined };
  const link = withMethods<Link, Own>(own, METHODS);
  own.writer = createWriter(socket, parts.limits, link);
  return link;
}
