import { answer, type Skill, say } from './skill.ts';

/** Greets back, and shows what it can do. */
export const hello: Skill = async ({ flow }) =>
  answer(say(flow, 'hello', { choices: flow.greeting.choices.map(({ value }) => value) }));

export const thanks: Skill = async ({ flow }) => answer(say(flow, 'thanks'));
