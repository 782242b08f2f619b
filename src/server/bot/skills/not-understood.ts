import { type Skill, say } from './skill.ts';

/** Honest about it, and offers a person; the second time it stops offering anything else. */
export const notUnderstood: Skill = async ({ flow, turn }) => {
  const message =
    turn.misses === 0
      ? say(flow, 'fallback', { choices: ['order_status', 'returns', 'handoff'] })
      : say(flow, 'fallbackAgain', { choices: ['handoff'] });
  return { messages: [message], fallback: true };
};
