import type { Author } from '../protocol/author.ts';
import type { AgentCommand, VisitorCommand } from '../protocol/commands.ts';
import type { WireEntry } from '../protocol/entries.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';
import type { AgentSignal, Counts, Me, VisitorHello, VisitorServerFrame, VisitorSignal } from '../protocol/frames.ts';
import type { Folder, Row } from '../protocol/rows.ts';
import type { PanelSettings } from '../protocol/settings.ts';
import type { OutboxStorage, Platform } from './platform.ts';

/** `online` after the welcome. `stopped` does not come back by itself: signed out, replaced, not allowed. */
export type ConnectionState =
  | { at: 'idle' }
  | { at: 'connecting'; since: number; attempt: number }
  | { at: 'online' }
  | { at: 'waiting'; since: number; attempt: number }
  | { at: 'stopped'; code: number; reason: string };

type Unsent<C> = C extends { id: string } ? Omit<C, 'id'> : never;
export type VisitorRequest = Unsent<VisitorCommand>;
export type AgentRequest = Unsent<AgentCommand>;

/** A command on its way. `failed` is final until the person asks for another try (which sends a new id). */
export interface OutboxItem<C> {
  command: C;
  /** When it was written, ms by the page's clock. */
  at: number;
  state: { at: 'queued' } | { at: 'sending' } | { at: 'failed'; code: ErrorCode; message: string };
}

/** One conversation as a reader holds it: an unbroken run of entries, oldest first. */
export interface TimelineState {
  conversation: string;
  epoch: string;
  entries: readonly WireEntry[];
  /** Whether older entries exist before the first one held. */
  hasOlder: boolean;
  /** Position that it began with here: what stands before it was fetched later. */
  from: number;
  /** Who is typing now. */
  typing?: Author;
  read: { visitor: number; team: number };
}

export interface VisitorState {
  connection: ConnectionState;
  visitor?: string;
  settings?: PanelSettings;
  timeline?: TimelineState;
  outbox: readonly OutboxItem<VisitorCommand>[];
}

export interface VisitorClientOptions {
  /** `wss://…/ws` */
  url: string;
  platform: Platform;
  /** Asked at each connection; `token` and `after` are filled in by the client when absent. */
  hello(): Omit<VisitorHello, 'type' | 'protocol' | 'after'>;
  /** A fresh token to keep, within consent. */
  onToken(token: string, visitor: string): void;
  /** Each frame, before anything is made of it: for whoever passes it on. */
  onFrame?(frame: VisitorServerFrame): void;
  /** The server, or what stands between, said what cannot be read. */
  onStrange?(): void;
  storage?: OutboxStorage;
}

/** A shopper's end of the wire. */
export interface VisitorClient {
  start(): void;
  /** Closes the socket and every timer; `start` works again. */
  stop(): void;
  /** Network is back or the page is visible: connect now instead of later. */
  nudge(): void;
  /**
   * Queues a command; returns its id.
   * @param id of a command that another tab began and left behind
   */
  send(request: VisitorRequest, id?: string): string;
  /** Another try for a failed command, under a new id, which is returned. */
  retry(id: string): string;
  discard(id: string): void;
  signal(signal: VisitorSignal): void;
  /** Asks for the page before the first entry held. */
  loadOlder(): void;
  /** Leaves a closed conversation behind: the next command opens a new one. */
  startOver(): void;
  state(): VisitorState;
  /** Called after each change; returns the stop function. */
  subscribe(listener: () => void): () => void;
}

export interface AgentState {
  connection: ConnectionState;
  me?: Me;
  shop?: { id: string; name: string };
  counts?: Counts;
  folder: Folder;
  /** Rows of the watched folder, newest first. */
  rows: readonly Row[];
  /** True until the folder's rows have arrived. */
  loading: boolean;
  hasMore: boolean;
  /** The newest row known of each conversation that is or was shown. */
  known: ReadonlyMap<string, Row>;
  open?: TimelineState;
  outbox: readonly OutboxItem<AgentCommand>[];
}

export interface AgentClientOptions {
  url: string;
  platform: Platform;
  /** A person is wanted: once per handoff. */
  onAlert(alert: { conversation: string; name: string }): void;
  /** The final word on a command. */
  onRefused(command: AgentCommand, code: ErrorCode, message: string): void;
}

/** A team member's end of the wire. */
export interface AgentClient {
  start(): void;
  stop(): void;
  nudge(): void;
  send(request: AgentRequest): string;
  retry(id: string): string;
  discard(id: string): void;
  signal(signal: AgentSignal): void;
  watchFolder(folder: Folder): void;
  loadMore(): void;
  /** Opens one conversation for reading and following; opening assigns nobody. */
  open(conversation: string | undefined): void;
  loadOlder(): void;
  state(): AgentState;
  subscribe(listener: () => void): () => void;
}
