import type { AgentFace } from '../../protocol/author.ts';
import type { AgentCommand, SystemCommand, VisitorCommand } from '../../protocol/commands.ts';
import type { WireEntry } from '../../protocol/entries.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { Claims, Me } from '../../protocol/frames.ts';
import type { JobCompletion, NewJob } from '../store/jobs.ts';
import type { ConversationRow } from '../store/log.ts';
import type { ProvenIdentity } from './prove-identity.ts';

/** What a visitor's socket knows of its shopper; written to the visitor's row with the first durable command. */
export interface VisitorContext {
  country?: string;
  locale: string;
  flowRef?: string;
  clientId?: string;
  /** Who the page says they are. */
  claims?: Claims;
}

/** Who asks. The gateway has authenticated them; permissions are checked behind the door. */
export type Sender =
  | { role: 'visitor'; shop: string; visitor: string; context: VisitorContext }
  | { role: 'agent'; shop: string; agent: AgentFace; permissions: Me['permissions'] }
  /** `completes` with the command that ends the job; without it on the steps before. */
  | { role: 'job'; shop: string; job: string; completes?: JobCompletion };

export type CommandOf<S extends Sender> = S extends { role: 'visitor' }
  ? VisitorCommand
  : S extends { role: 'agent' }
    ? AgentCommand
    : SystemCommand;

/** Positions are the head after the command, in both numberings; 0 where no conversation is concerned. */
export type CommandResult =
  | { ok: true; conversation?: string; seq: number; pub: number }
  | { ok: false; code: ErrorCode; retryAfterMs?: number };

export interface Range {
  after?: number;
  before?: number;
}

/** The only door to the log: shopper, bot, email and agent all enter here. */
export interface Conversations {
  /** Resolves after the durable commit. Expected refusals are values; a fault of ours is `{ok: false, code: 'server_error'}`. */
  execute<S extends Sender>(sender: S, command: CommandOf<S>): Promise<CommandResult>;
  /** Writes into the visitor's own log that the shop has vouched for them; the same `id` again has no second effect. */
  prove(shop: string, visitor: string, proof: ProvenIdentity): Promise<CommandResult>;
  /** Completes a job that came to nothing, and leaves `next` in its place if given. False when its lease was lost. */
  complete(shop: string, conversation: string, completion: JobCompletion, next?: NewJob): Promise<boolean>;
  /** What the team sees: every entry, numbered by `seq`. A page of at most 100 entries or 256 KiB. */
  readAsTeam(shop: string, conversation: string, range: Range): Promise<WireEntry[]>;
  /** What the shopper sees: public entries, numbered by `pub`. Others cannot come through here. */
  readAsVisitor(shop: string, conversation: string, range: Range): Promise<WireEntry[]>;
  /**
   * The row as this process knows it. Whoever has been told of an entry passes its seq as `atLeast`: what is remembered
   * from before that entry, because another process wrote it, is then read anew, for the pages that follow too.
   */
  row(shop: string, conversation: string, atLeast?: number): Promise<ConversationRow | undefined>;
  /** The visitor's open conversation, else their newest. */
  latest(shop: string, visitor: string): Promise<ConversationRow | undefined>;
  epoch(): Promise<string>;
  /** Resolves when every mailbox is empty; from then on commands are refused with `busy`. */
  drain(): Promise<void>;
}
