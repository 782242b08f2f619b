import { answer, type Skill, say } from './skill.ts';

/** Points to the size chart, or to somebody who has held the piece in their hands. */
export const findSize: Skill = async ({ flow }) => answer(say(flow, 'findSize', { choices: ['handoff'] }));
