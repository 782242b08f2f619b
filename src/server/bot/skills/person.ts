import { type Skill, say } from './skill.ts';

/** Fetches a person: the bot says so and gives up the floor. Where none can come now, what to say is not the bot's to know. */
export const person: Skill = async ({ flow, turn }) => ({
  messages: turn.personAvailable === false ? [] : [say(flow, 'handoff')],
  fallback: false,
  handoff: 'asked',
});
