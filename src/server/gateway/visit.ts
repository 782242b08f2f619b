import type { Consent } from '../../protocol/primitives.ts';
import type { Sender } from '../conversations/conversations.ts';
import type { Lease } from './presence.ts';
import type { LetIn } from './revocations.ts';
import type { Talk } from './visitor-talk.ts';

/**
 * A shopper's connection after its hello. Most of them only look: such a one is this record and nothing else, and what
 * a conversation needs is built with its first word.
 */
export interface Visit extends LetIn {
  readonly sender: Extract<Sender, { role: 'visitor' }>;
  /** The tab's own id. */
  readonly client: string | undefined;
  readonly lease: Lease;
  consent: Consent;
  /** They have written before. */
  known: boolean;
  /** When the page last told what was done there, ms. */
  trackedAt: number;
  /** Absent as long as nothing was said. */
  talk: Talk | undefined;
}
