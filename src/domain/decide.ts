import type { AgentCommand, Command, SystemCommand, VisitorCommand } from '../protocol/commands.ts';
import type { Conversation } from './conversation.ts';
import { decideAgent } from './decide-agent.ts';
import { decideSystem } from './decide-system.ts';
import { decideVisitor } from './decide-visitor.ts';
import { type Decision, type Facts, refuse } from './decision.ts';

/**
 * [CV1–CV30] What a command comes to in this state: the entries that tell it, or why not. Pure: no clock, no look-ups.
 *
 * `state` is absent before a conversation has begun. A command that means nothing in a state is refused with a code,
 * never ignored; one that changes nothing but is not wrong (the same cart again) makes no entries.
 */
export function decide(state: Conversation | undefined, command: Command, facts: Facts): Decision {
  switch (facts.actor.role) {
    case 'visitor':
      return decideVisitor(state, command as VisitorCommand, facts);
    case 'agent':
      return state ? decideAgent(state, command as AgentCommand, facts, facts.actor) : refuse('not_found');
    case 'system':
      return state ? decideSystem(state, command as SystemCommand, facts) : refuse('not_found');
  }
}

export type { Actor, Decision, Facts, NewEntry, Start } from './decision.ts';
