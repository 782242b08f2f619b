import type { Context } from 'hono';
import type { Scope } from '../../protocol/scopes.ts';
import type { Caller } from '../auth/caller.ts';
import { allows, type Permission, type Right } from '../auth/permissions.ts';
import type { Env } from './env.ts';
import { type Refusal, refuse } from './problem.ts';

/** Who may call a route: whoever holds the permission or the scope. Undefined: nobody needs to be known. */
export function admit(
  c: Context<Env>,
  { access, scope }: { access?: Permission | Right | 'any'; scope?: Scope },
): Caller | Refusal | undefined {
  if (!access && !scope) return undefined;
  const key = c.get('apiKey');
  if (key) {
    if (!scope) return refuse('forbidden', { detail: 'An API key cannot do this; it takes a person.' });
    return key.key.scopes.includes(scope) ? key : refuse('forbidden', { detail: `The key needs the scope ${scope}.` });
  }
  const signedIn = c.get('signedIn');
  if (!signedIn) return refuse('unauthorised');
  if (!access || (access !== 'any' && !allows(signedIn.agent, access))) return refuse('forbidden');
  return { kind: 'agent', shop: signedIn.agent.shop, ...signedIn };
}
