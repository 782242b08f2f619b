import type { AgentFace } from '../../protocol/author.ts';
import type { AgentCommand, Command, SystemCommand, VisitorCommand } from '../../protocol/commands.ts';
import type { Content } from '../../protocol/content.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { Me } from '../../protocol/frames.ts';
import type { Conversation } from '../conversation.ts';
import { type Decision, decide, type Facts } from '../decide.ts';
import { evolve } from '../evolve.ts';
import { number } from '../number.ts';

type WithoutId<C> = C extends unknown ? Omit<C, 'id'> : never;
/** One step of a scenario; agents need no conversation id here, there is only one. */
export type Step =
  | { visitor: WithoutId<VisitorCommand>; facts?: Partial<Facts> }
  | {
      agent: WithoutId<WithoutConversation<AgentCommand>>;
      as?: AgentFace;
      may?: Me['permissions'];
      facts?: Partial<Facts>;
    }
  | { system: WithoutId<WithoutConversation<SystemCommand>>; facts?: Partial<Facts> };
type WithoutConversation<C> = C extends unknown ? Omit<C, 'conversation'> : never;

export const JONAS: AgentFace = { id: 'a_jonas', name: 'Jonas' };
export const PRIYA: AgentFace = { id: 'a_priya', name: 'Priya' };
export const CONVERSATION = 'c_0123456789abcdef';
export const GREETING: Content[] = [{ type: 'text', text: 'Hello.' }];

export interface Run {
  state: Conversation | undefined;
  log: Entry[];
  last: Decision;
}

export const emptyRun = (): Run => ({ state: undefined, log: [], last: { ok: true, entries: [] } });

/** Plays one step on a run; a refused step leaves state and log as they were. */
export function play(run: Run, step: Step, now = 1000 + run.log.length): Run {
  const id = `00000000-0000-4000-8000-${String(run.log.length).padStart(12, '0')}`;
  const actor: Facts['actor'] =
    'visitor' in step
      ? { role: 'visitor' }
      : 'agent' in step
        ? { role: 'agent', agent: step.as ?? JONAS, permissions: step.may ?? ['chat'] }
        : { role: 'system' };
  const asked = 'visitor' in step ? step.visitor : 'agent' in step ? step.agent : step.system;
  const command = { conversation: CONVERSATION, id, ...asked } as Command;
  const facts: Facts = {
    now,
    actor,
    departments: ['Sales', 'Returns'],
    askEmail: 'handoff',
    content: { type: 'text', text: 'From the team.' },
    ...('visitor' in step && { start: { channel: 'web', locale: 'en', greeting: GREETING } }),
    ...step.facts,
  };
  const last = decide(run.state, command, facts);
  if (!last.ok) return { ...run, last };
  const entries = number(run.state, last.entries);
  const state = entries.reduce<Conversation | undefined>(evolve, run.state);
  return { state, log: [...run.log, ...entries], last };
}

export const playAll = (steps: Step[]): Run => steps.reduce<Run>((run, step) => play(run, step), emptyRun());

// Words for the tables of the tests.
export const says = (text = 'Hi'): Step => ({ visitor: { type: 'message.send', content: { type: 'text', text } } });
export const asksForPerson: Step = { visitor: { type: 'handoff.request' } };
export const replies = (as = JONAS, seen = 1000): Step => ({
  agent: { type: 'message.send', content: { type: 'text', text: 'x' }, seen },
  as,
});
export const closes = (survey = true, department?: string): Step => ({
  agent: { type: 'conversation.close', survey, ...(department && { department }) },
});
export const botReplies = (basedOn: number, more: { fallback?: boolean; handoff?: 'not_understood' } = {}): Step => ({
  system: { type: 'bot.reply', basedOn, messages: [{ type: 'text', text: 'Bot.' }], fallback: false, ...more },
});
