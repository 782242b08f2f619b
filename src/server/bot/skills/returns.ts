import { answer, type Skill, say } from './skill.ts';

/** Says what a return needs. What a shop's terms are the bot does not know, so it promises nothing. */
export const returns: Skill = async ({ flow }) =>
  answer(say(flow, 'returns', { choices: ['order_status', 'handoff'] }));
