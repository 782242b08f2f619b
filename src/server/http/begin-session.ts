import type { Context } from 'hono';
import { deviceOf } from '../auth/device-of.ts';
import type { Agent } from '../store/people.ts';
import type { Env } from './env.ts';
import type { IdentityParts } from './identity-routes.ts';
import { setSessionCookie } from './session-cookie.ts';

/** Signs somebody in who has proved who they are. The session that the browser had until now ends. */
export async function beginSession(
  { identity, origins, logger }: Pick<IdentityParts, 'identity' | 'origins' | 'logger'>,
  c: Context<Env>,
  agent: Agent,
): Promise<void> {
  const before = c.get('signedIn');
  if (before) await identity.sessions.end(before.session);
  const { secret } = await identity.sessions.begin(agent, deviceOf(c.req.header('user-agent')));
  setSessionCookie(c, origins, secret);
  logger.info({ shop: agent.shop, agent: agent.id }, 'signed in');
}
