import { answer, type Skill, say } from './skill.ts';

/** Says where a code goes. The bot gives none away: that is for the team to decide. */
export const discount: Skill = async ({ flow }) => answer(say(flow, 'discount', { choices: ['handoff'] }));
