import type { AgentFace } from '../../protocol/author.ts';
import type { Agent } from '../store/people.ts';

/** An agent as shoppers meet them, in every message: by the first name alone. A family name is the team's business. */
export function faceOf({ id, name, avatar }: Pick<Agent, 'id' | 'name' | 'avatar'>): AgentFace {
  const [first = name] = name.trim().split(/\s+/);
  return { id, name: first, ...(avatar && { avatar }) };
}
