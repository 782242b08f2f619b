import * as v from 'valibot';
import { AgentCommand } from './commands.ts';
import { AgentId, CommandId, ConversationId, Position } from './primitives.ts';

type AnyCommand = (typeof AgentCommand.options)[number];

/** A command as REST takes it: the path names the conversation, `id` and `seen` may be left out, `as` says in whose name. */
const requested = ({ entries }: AnyCommand) => {
  const { id: _id, conversation: _conversation, ...fields } = entries as Record<string, v.GenericSchema>;
  return v.object({
    ...fields,
    ...(fields.seen && { seen: v.optional(fields.seen) }),
    id: v.optional(CommandId),
    as: v.optional(AgentId),
  });
};

export interface CommandRequest {
  type: AgentCommand['type'];
  id?: string;
  as?: string;
  seen?: number;
}

/** `POST /api/v1/conversations/:id/commands`: what a person of the team may ask for over the socket, one by one. */
export const CommandRequest = v.variant(
  'type',
  // Each keeps its literal `type`; the compiler cannot follow that through a map.
  AgentCommand.options.map(requested) as unknown as [
    v.ObjectSchema<{ type: v.LiteralSchema<string, undefined> }, undefined>,
  ],
) as unknown as v.GenericSchema<unknown, CommandRequest>;

/** The position is the head after the command. The same `id` gives the same answer and has no second effect. */
export const CommandAnswer = v.object({ id: CommandId, conversation: ConversationId, position: Position });
export type CommandAnswer = v.InferOutput<typeof CommandAnswer>;
