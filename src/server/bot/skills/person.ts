import { type Skill, say } from './skill.ts';

/** Fetches a person: the bot says so and gives up the floor. */
export const person: Skill = async ({ flow }) => ({
  messages: [say(flow, 'handoff')],
  fallback: false,
  handoff: 'asked',
});
