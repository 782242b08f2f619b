import fc from 'fast-check';
import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AgentServerFrame, VisitorServerFrame } from '../protocol/frames.ts';
import { guardVisitorFrame, isStrange } from './guard.ts';
import { guardAgentFrame } from './guard-agent.ts';
import { arbitraryOf } from './testing/arbitrary-of.ts';

const options = (schema: { options: readonly unknown[] }) => schema.options as v.GenericSchema[];
const typeOf = (schema: v.GenericSchema): string =>
  (schema as unknown as { entries: { type: { literal: string } } }).entries.type.literal;

const ends = [
  ['shopper', VisitorServerFrame, guardVisitorFrame],
  ['team', AgentServerFrame, guardAgentFrame],
] as const;

describe.each(ends)('guard of the %s', (_end, schema, guard) => {
  it.each(options(schema).map((option) => [typeOf(option), option] as const))(
    '[CL50] lets every "%s" through that the schema allows',
    (_type, option) => {
      fc.assert(
        fc.property(arbitraryOf(option), (frame) => {
          expect(guard(frame)).toBe(frame);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each(options(schema).map((option) => [typeOf(option), option] as const))(
    '[CL51] stops a "%s" without a field that the schema demands and a reader leans on',
    (type, option) => {
      const demanded = Object.entries((option as unknown as { entries: Record<string, v.GenericSchema> }).entries)
        .filter(([, field]) => field.type !== 'optional')
        .map(([name]) => name);
      const [frame] = fc.sample(arbitraryOf(option), { seed: 7, numRuns: 1 }) as Record<string, unknown>[];
      for (const name of demanded) {
        const { [name]: _, ...rest } = frame ?? {};
        expect(guard(rest), `${type} without ${name}`).toBeUndefined();
        expect(guard({ ...frame, [name]: Symbol.iterator }), `${type} with a strange ${name}`).toBeUndefined();
      }
    },
  );

  it('[CL51] stops types that it does not know and values that are no frames', () => {
    for (const value of [null, 1, 'ping', [], {}, { type: 1 }, { type: 'fireworks' }, { type: 'toString' }]) {
      expect(guard(value)).toBeUndefined();
    }
  });

  it('[CL51] stops entries whose place, time or author is missing', () => {
    const entry = { position: 1, at: 1, v: 1, by: { role: 'bot' }, kind: 'email.requested' };
    const frame = (spoilt: object) => ({
      type: 'entries',
      conversation: 'c_0123456789abcdef',
      entries: [entry, spoilt],
    });
    expect(guard(frame({ ...entry, kind: 'parcel.sent' }))).toBeDefined();
    for (const spoilt of [
      { position: -1 },
      { position: 1.5 },
      { at: 'noon' },
      { by: {} },
      { by: null },
      { kind: undefined },
    ]) {
      expect(guard(frame({ ...entry, ...spoilt })), JSON.stringify(spoilt)).toBeUndefined();
    }
  });
});

it('[CL52] tells what is no frame or a spoilt one from a type that nobody knows yet', () => {
  for (const value of [undefined, null, 7, 'ping', [], {}, { type: 1 }, { type: 'welcome', settings: {} }]) {
    expect(isStrange(value), JSON.stringify(value)).toBe(true);
  }
  for (const type of ['fireworks', 'toString']) expect(isStrange({ type })).toBe(false);
});
