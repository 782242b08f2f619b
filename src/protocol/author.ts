import * as v from 'valibot';
import { AgentId, ShortText, Url } from './primitives.ts';

/** An agent as shoppers and colleagues see them. */
export const AgentFace = v.object({ id: AgentId, name: ShortText, avatar: v.optional(Url) });
export type AgentFace = v.InferOutput<typeof AgentFace>;

/** Who made an entry. `system` is the shop's own machinery (a rule, a job), never shown as a speaker. */
export const Author = v.variant('role', [
  v.object({ role: v.literal('visitor') }),
  v.object({ role: v.literal('bot') }),
  v.object({ role: v.literal('agent'), ...AgentFace.entries }),
  v.object({ role: v.literal('system') }),
]);
export type Author = v.InferOutput<typeof Author>;
