import type { AgentFace } from '../protocol/author.ts';
import type { CartEntryLine, HandoffReason } from '../protocol/entries.ts';

/**
 * Grows when `evolve` starts to put out another form. A process that meets a newer one must not decide; an older one
 * is made anew from the log. 2: `missed`, and `email` from the start of the conversation.
 */
export const STATE_VERSION = 2;

/** Who answers next. */
export type Status =
  | { at: 'bot'; misses: number }
  | { at: 'queued'; since: number; reason: HandoffReason }
  | { at: 'assigned'; agent: AgentFace }
  | { at: 'closed'; when: number; before: 'bot' | 'queued' | 'assigned'; blocked: boolean };

/** What the rules need to know of a cart: nothing that names a person. */
export interface CartState {
  currency: string;
  subtotal: number;
  lines: CartEntryLine[];
}

/**
 * The state of one conversation: what `evolve` makes of its entries, and all that `decide` looks at. It holds no
 * personal text, so that erasing the bodies of entries changes nothing here.
 */
export interface Conversation {
  stateVersion: number;
  /** Head of the log: all entries, and the public ones. */
  seq: number;
  pub: number;
  startedAt: number;
  lastAt: number;
  status: Status;
  /** seq of the latest change of owner; a takeover that has not seen it is `overtaken`. 0 = never owned. */
  ownerSeq: number;
  /** seq of the visitor's latest words (message or quick reply) while nobody has answered them; the bot answers just these. */
  lastVisitorSeq: number;
  /** The agent whom the shopper was last told of; another one who speaks is introduced first. */
  introduced?: string;
  /** Words of the visitor so far: unread counts are differences of this. */
  visitorMessages: number;
  /** seq of the latest message of an agent. 0 = none. */
  lastAgentSeq: number;
  email: 'unknown' | 'requested' | 'given' | 'declined';
  survey: { at: 'none' } | { at: 'requested' } | { at: 'answered'; rating: number };
  cart?: CartState;
  /** A person was wanted while nobody could come, and nobody has since: who asked is not forgotten. */
  missed?: { seq: number; reason: HandoffReason; backAt?: number };
  /** True once a person was wanted (be it for later) or spoke: the marker is 💬 from then on. */
  personWanted: boolean;
  priority: boolean;
  active: boolean;
  archived: boolean;
  department?: string;
  topics: string[];
  /** Codes applied so far. */
  discounts: string[];
}
