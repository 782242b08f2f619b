import type { AgentCommand } from '../protocol/commands.ts';
import type { EntryBody } from '../protocol/entries.ts';
import { TOPICS } from '../protocol/topics.ts';
import type { Conversation } from './conversation.ts';
import { type Actor, type Decision, type Facts, type NewEntry, refuse } from './decision.ts';

type AgentActor = Extract<Actor, { role: 'agent' }>;

/** What a team member's command comes to. */
export function decideAgent(state: Conversation, command: AgentCommand, facts: Facts, actor: AgentActor): Decision {
  const { status } = state;
  const needed = command.type === 'conversation.unblock' ? 'unblock' : 'chat';
  if (!actor.permissions.includes(needed)) return refuse('forbidden');
  // A shopper is blocked as a person: none of their conversations goes on meanwhile.
  const blocked = facts.blocked ?? (status.at === 'closed' && status.blocked);
  if (blocked && command.type !== 'conversation.unblock') return refuse('closed');

  const tell = (...bodies: EntryBody[]): Decision => ({
    ok: true,
    entries: bodies.map((body): NewEntry => ({ by: author(actor), at: facts.now, command: command.id, ...body })),
  });
  const unless = (already: boolean, body: EntryBody): Decision => (already ? refuse('no_change') : tell(body));
  const open = status.at !== 'closed';

  switch (command.type) {
    case 'message.send':
      return sendMessage(state, command.seen, facts, actor, tell);
    case 'note.add':
      return tell({ kind: 'note.added', text: command.text });
    case 'conversation.assign': {
      if (!open) return refuse('closed');
      if (!facts.assignee) return refuse('not_found');
      const { mayChat, ...agent } = facts.assignee;
      if (!mayChat) return refuse('not_assignable');
      if (status.at === 'assigned' && status.agent.id === agent.id) return refuse('no_change');
      return tell(assignment(state, agent));
    }
    case 'conversation.unassign':
      return status.at === 'assigned'
        ? tell({ kind: 'conversation.unassigned', previous: status.agent })
        : refuse(open ? 'no_change' : 'closed');
    case 'conversation.close':
      return close(state, command, facts, tell);
    case 'conversation.reopen': {
      if (open) return refuse('not_closed');
      if (facts.openElsewhere) return refuse('open_elsewhere');
      const unarchive: EntryBody[] = state.archived ? [{ kind: 'conversation.unarchived' }] : [];
      return tell(
        ...unarchive,
        { kind: 'conversation.reopened' },
        { kind: 'conversation.assigned', agent: actor.agent },
      );
    }
    case 'conversation.archive':
      return open ? refuse('not_closed') : unless(state.archived, { kind: 'conversation.archived' });
    case 'conversation.unarchive':
      return unless(!state.archived, { kind: 'conversation.unarchived' });
    case 'conversation.activate':
      return open ? unless(state.active, { kind: 'conversation.activated' }) : refuse('closed');
    case 'conversation.deactivate':
      return open ? unless(!state.active, { kind: 'conversation.deactivated' }) : refuse('closed');
    case 'conversation.prioritise':
      return open ? unless(state.priority, { kind: 'conversation.prioritised' }) : refuse('closed');
    case 'conversation.deprioritise':
      return unless(!state.priority, { kind: 'conversation.deprioritised' });
    case 'conversation.move':
      if (!facts.departments?.includes(command.department)) return refuse('unknown_department');
      return unless(state.department === command.department, {
        kind: 'conversation.moved',
        department: command.department,
      });
    case 'conversation.set_topic': {
      const named = command.topics.every((topic) => TOPICS.some((known) => known === topic));
      if (!named || new Set(command.topics).size < command.topics.length) return refuse('invalid');
      const same =
        command.topics.length === state.topics.length && command.topics.every((t, i) => t === state.topics[i]);
      return unless(same, { kind: 'conversation.topic_set', topics: command.topics });
    }
    case 'conversation.block':
      return tell({ kind: 'conversation.blocked' }, ...(open ? [{ kind: 'conversation.closed' } as const] : []));
    case 'conversation.unblock':
      return blocked ? tell({ kind: 'conversation.unblocked' }) : refuse('no_change');
  }
}

type Tell = (...bodies: EntryBody[]) => Decision;

/** Sending takes over, and whoever speaks for the first time is introduced to the shopper. */
function sendMessage(state: Conversation, seen: number, facts: Facts, actor: AgentActor, tell: Tell): Decision {
  const { status } = state;
  if (status.at === 'closed') return refuse('closed');
  if (!facts.content) return refuse('invalid');
  const mine = status.at === 'assigned' && status.agent.id === actor.agent.id;
  if (status.at === 'assigned' && !mine && seen < state.ownerSeq) return refuse('overtaken');
  const bodies: EntryBody[] = [];
  if (!mine) bodies.push(assignment(state, actor.agent));
  if (state.introduced !== actor.agent.id) bodies.push({ kind: 'handoff.accepted', agent: actor.agent });
  return tell(...bodies, { kind: 'message.sent', content: facts.content });
}

function close(
  state: Conversation,
  command: Extract<AgentCommand, { type: 'conversation.close' }>,
  facts: Facts,
  tell: Tell,
): Decision {
  if (state.status.at === 'closed') return refuse('closed');
  const { department } = command;
  if (department !== undefined && !facts.departments?.includes(department)) return refuse('unknown_department');
  const bodies: EntryBody[] = [];
  if (department !== undefined && department !== state.department) {
    bodies.push({ kind: 'conversation.moved', department });
  }
  // Nobody is asked to rate a conversation in which they said nothing, nor twice.
  if (command.survey && state.visitorMessages > 0 && state.survey.at === 'none')
    bodies.push({ kind: 'survey.requested' });
  return tell(...bodies, { kind: 'conversation.closed' });
}

function assignment(state: Conversation, agent: AgentActor['agent']): EntryBody {
  const previous = state.status.at === 'assigned' ? state.status.agent : undefined;
  return { kind: 'conversation.assigned', agent, ...(previous && { previous }) };
}

const author = (actor: AgentActor) => ({ role: 'agent', ...actor.agent }) as const;
