import { PASSWORD_LENGTH, type Weakness, weaknessOf } from '../auth/password-rules.ts';
import { type Refusal, refuse } from './problem.ts';

const WHY: Readonly<Record<Weakness, string>> = {
  short: `A password has at least ${PASSWORD_LENGTH.min} characters.`,
  long: `A password has at most ${PASSWORD_LENGTH.max} characters.`,
  yours: 'A password is more than your name or address.',
  common: 'This password is among those that are guessed first.',
};

/** Why a password is not taken, or undefined. */
export function checkNewPassword(password: string, who: { name?: string; email?: string }): Refusal | undefined {
  const weakness = weaknessOf(password, who);
  return weakness && refuse('weak_password', { detail: WHY[weakness] });
}
