import type { Context } from 'hono';
import type { Attempt, SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { TeamIdentity } from '../auth/team-identity.ts';
import type { Agent } from '../store/people.ts';
import { arrivalOf, type Env } from './env.ts';
import type { Origins } from './origins.ts';
import { type Refusal, refuse } from './problem.ts';

export interface ProofParts {
  identity: Pick<TeamIdentity, 'factors'>;
  throttle: SignInThrottle;
  origins: Origins;
}

/**
 * Lets somebody prove something by what they type: slowed down when they guess, forgiven once they are right.
 * @param judge who it is, or why not; `undecided` where the password was right and the code is still to come
 */
export async function prove<T>(
  { throttle, origins }: Pick<ProofParts, 'throttle' | 'origins'>,
  c: Context<Env>,
  email: string,
  judge: () => Promise<Refusal | { right: T }>,
): Promise<Refusal | { right: T }> {
  const attempt: Attempt = await throttle.attempt(origins.address(arrivalOf(c)), email);
  if (attempt.waitMs > 0) return refuse('too_fast', { retryAfterMs: attempt.waitMs });
  const judged = await judge();
  if ('right' in judged) await attempt.passed();
  else if (judged.refused === 'totp_required') await attempt.undecided();
  return judged;
}

/** The code beside a password that was right, where the account asks for one. */
export async function judgeCode(
  { identity }: Pick<ProofParts, 'identity'>,
  agent: Agent,
  code: string | undefined,
): Promise<Refusal | { right: Agent }> {
  switch (await identity.factors.check(agent, code)) {
    case 'missing':
      return refuse('totp_required');
    case 'wrong':
      return refuse('wrong_code');
    case 'off':
    case 'right':
      return { right: agent };
  }
}
