import fc from 'fast-check';
import type { GenericSchema } from 'valibot';
import { arbitraryOf } from '../../src/client/testing/arbitrary-of.ts';
import { AgentCommand, VisitorCommand } from '../../src/protocol/commands.ts';
import { AgentSignal, VisitorSignal } from '../../src/protocol/frames.ts';
import { hostile, nearlyValid, noFrame } from './mutate.ts';

type Random = () => number;
type Frame = Record<string, unknown> & { type: string };

/** What a socket knows by now, so that some of what it says means something. */
export interface Known {
  conversation?: string;
  /** Position of the newest entry it was told of. */
  head: number;
}

export interface FrameSource {
  /** One more frame: valid, nearly valid, or none at all. `id` is that of a command which has to be answered. */
  next(known: Known): { text: string | Buffer; id?: string };
}

const EACH = 400;

/**
 * Frames of one side. Valid ones are drawn from the schemas once and given fresh ids; the shares of what is valid,
 * near and hostile are those of `shares`.
 */
export function createFrames(
  side: 'visitor' | 'agent',
  random: Random,
  uuid: () => string,
  shares: { valid: number; near: number },
): FrameSource {
  const seed = Math.floor(random() * 2 ** 31);
  const draw = (schema: GenericSchema): Frame[] =>
    fc.sample(arbitraryOf(schema), { numRuns: EACH * 10, seed }) as Frame[];
  const schemas = side === 'visitor' ? [VisitorCommand, VisitorSignal] : [AgentCommand, AgentSignal];
  const byType = new Map<string, Frame[]>();
  for (const frame of schemas.flatMap(draw)) byType.set(frame.type, [...(byType.get(frame.type) ?? []), frame]);
  const types = [...byType.keys()];

  function valid(known: Known): Frame {
    // Words are what a chat is for, and everything else hangs on them; a blocked shopper has no more to say.
    const any = types[Math.floor(random() * types.length)]!;
    const type = random() < 0.25 || (any === 'conversation.block' && random() < 0.95) ? 'message.send' : any;
    const pool = byType.get(type)!;
    const frame = { ...pool[Math.floor(random() * pool.length)]! };
    if ('id' in frame) frame.id = uuid();
    if (known.conversation && ('conversation' in frame || side === 'visitor') && random() < 0.9) {
      frame.conversation = known.conversation;
    }
    if ('seen' in frame && random() < 0.8) frame.seen = known.head;
    return frame;
  }

  return {
    next(known) {
      const frame = valid(known);
      const id = typeof frame.id === 'string' ? frame.id : undefined;
      const chance = random();
      // A spoilt signal ends its socket: a few of them will do.
      if (chance < shares.valid || (!id && random() < 0.9)) return { text: JSON.stringify(frame), id };
      if (chance < shares.valid + shares.near) {
        const near = nearlyValid(frame, random);
        // Most keep their id, so that they are refused one by one and the socket lives on.
        const kept = typeof near === 'object' && near !== null && id && random() < 0.9;
        return { text: JSON.stringify(kept ? { ...near, id } : near) ?? 'undefined' };
      }
      if (random() < 0.3) return { text: JSON.stringify({ ...frame, type: hostile(random) }) };
      return { text: noFrame(JSON.stringify(frame), random) };
    },
  };
}
