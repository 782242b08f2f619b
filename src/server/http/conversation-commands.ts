import * as v from 'valibot';
import { AgentCommand } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import { CommandAnswer, CommandRequest } from '../../protocol/rest-conversations.ts';
import type { Caller } from '../auth/caller.ts';
import { faceOf } from '../auth/face-of.ts';
import { may } from '../auth/permissions.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Agent, People } from '../store/people.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { commandIdFrom } from './seeded-ids.ts';

const COMMAND_BYTES = 64 * 1024;

/** Every way in which a command may be refused; the last answer of each is the ledger's. */
const REFUSALS: ErrorCode[] = [
  'not_found',
  'closed',
  'not_closed',
  'open_elsewhere',
  'no_change',
  'overtaken',
  'not_assignable',
  'unknown_product',
  'unknown_discount',
  'unknown_file',
  'unknown_department',
  'id_taken',
  'busy',
];

/** What a team member does in a conversation, for servers: by the same door as over the socket, under the same rules. */
export function conversationCommandRoutes({
  people,
  conversations,
}: {
  people: Pick<People, 'agents'>;
  conversations: Pick<Conversations, 'execute' | 'row'>;
}): Route[] {
  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/conversations/:id/commands',
        summary:
          'Does in a conversation what a person of the team can do. A key says `as`: the agent in whose name it acts and ' +
          'whose permissions count. Without `id` it follows from the Idempotency-Key, without `seen` all has been seen.',
        access: 'chat',
        scope: 'conversations:write',
        body: CommandRequest,
        bodyBytes: COMMAND_BYTES,
        answer: CommandAnswer,
        example: { type: 'message.send', as: 'a_jonas', content: { type: 'text', text: 'Your parcel is on its way.' } },
        refusals: REFUSALS,
      },
      async ({ who, params, body, seed }) => {
        const { shop } = who;
        const id = body.id ?? commandIdFrom(seed);
        const row = await conversations.row(shop, params.id ?? '');
        if (!row) return refuse('not_found');
        const agent = await actingAgent(people, who, body.as);
        if ('refused' in agent) return agent;
        const { as: _, ...command } = body;
        const full = v.parse(AgentCommand, { ...command, id, conversation: row.id, seen: body.seen ?? row.seq });
        const sender = { role: 'agent', shop, agent: faceOf(agent), permissions: agent.permissions } as const;
        const result = await conversations.execute(sender, full);
        if (!result.ok)
          return refuse(result.code, { ...(result.retryAfterMs && { retryAfterMs: result.retryAfterMs }) });
        return { body: { id, conversation: row.id, position: result.seq } };
      },
    ),
  ];
}

/** A person speaks for themselves; a key speaks for a colleague who may chat. */
async function actingAgent(people: Pick<People, 'agents'>, who: Caller, as?: string): Promise<Agent | Refusal> {
  if (who.kind === 'agent') {
    const self = as === undefined || as === who.agent.id;
    return self ? who.agent : refuse('forbidden', { detail: 'A person acts in no other name than their own.' });
  }
  if (as === undefined) return refuse('invalid', { detail: 'Wrong: as. A key says in whose name it acts.' });
  const agent = (await people.agents(who.shop)).find(({ id }) => id === as);
  if (!agent) return refuse('not_found', { detail: 'There is no agent of this id.' });
  return may(agent, 'chat') ? agent : refuse('not_assignable');
}
