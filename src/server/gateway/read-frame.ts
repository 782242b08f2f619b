import * as v from 'valibot';
import { AgentCommand, VisitorCommand } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import { AgentHello, AgentSignal, VisitorHello, VisitorSignal } from '../../protocol/frames.ts';
import { CommandId } from '../../protocol/primitives.ts';

/** What a frame turned out to be. `refused` has an id to answer to; `bad` has not, and ends the connection. */
export type Read<C, S> =
  | { at: 'command'; command: C }
  | { at: 'signal'; signal: S }
  | { at: 'refused'; id: string; code: ErrorCode }
  | { at: 'bad' };

type Variant = v.GenericSchema & { options: readonly { entries: { type: { literal: string } } }[] };
const typesOf = (schema: Variant): Set<string> => new Set(schema.options.map((option) => option.entries.type.literal));

function reader<C extends { type: string }, S>(
  commands: v.GenericSchema<unknown, C>,
  signals: v.GenericSchema<unknown, S>,
): (text: string) => Read<C, S> {
  const commandTypes = typesOf(commands as unknown as Variant);
  const signalTypes = typesOf(signals as unknown as Variant);

  return (text) => {
    const frame = parseJson(text);
    if (!frame) return { at: 'bad' };
    if (signalTypes.has(frame.type)) {
      const signal = v.safeParse(signals, frame);
      return signal.success ? { at: 'signal', signal: signal.output } : { at: 'bad' };
    }
    if (!v.is(CommandId, frame.id)) return { at: 'bad' };
    if (!commandTypes.has(frame.type)) return { at: 'refused', id: frame.id, code: 'unknown_command' };
    const command = v.safeParse(commands, frame);
    if (command.success) return { at: 'command', command: command.output };
    const tooLong = command.issues.some((issue) => issue.message === 'text_too_long');
    return { at: 'refused', id: frame.id, code: tooLong ? 'text_too_long' : 'invalid' };
  };
}

export const readVisitorFrame = reader<VisitorCommand, VisitorSignal>(VisitorCommand, VisitorSignal);
export const readAgentFrame = reader<AgentCommand, AgentSignal>(AgentCommand, AgentSignal);

/** The first frame. `no_shop`: a greeting in form, to a shop whose key cannot exist. */
export type ReadHello =
  | { at: 'visitor'; hello: VisitorHello }
  | { at: 'agent'; hello: AgentHello }
  | { at: 'no_shop' }
  | { at: 'bad' };

export function readHello(text: string): ReadHello {
  const frame = parseJson(text);
  if (frame?.type !== 'hello') return { at: 'bad' };
  if ('agent' in frame) {
    const agent = v.safeParse(AgentHello, frame);
    return agent.success ? { at: 'agent', hello: agent.output } : { at: 'bad' };
  }
  const visitor = v.safeParse(VisitorHello, frame);
  if (visitor.success) return { at: 'visitor', hello: visitor.output };
  const onlyShop = visitor.issues.every((issue) => issue.path?.[0]?.key === 'shop');
  return { at: onlyShop && typeof frame.shop === 'string' ? 'no_shop' : 'bad' };
}

function parseJson(text: string): ({ type: string } & Record<string, unknown>) | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const typed = typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
    return typed ? (value as { type: string }) : undefined;
  } catch {
    // Not JSON: the caller closes the connection for it.
    return undefined;
  }
}
