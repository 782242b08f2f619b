import type { TeamMail } from '../auth/team-mail.ts';
import type { IdentityParts } from './identity-routes.ts';

/** Sends a link that its maker has on the screen too: a mail server that fails is told of, and nothing is lost. */
export async function sendLink(
  { identity, logger }: Pick<IdentityParts, 'identity' | 'logger'>,
  ...message: Parameters<TeamMail['send']>
): Promise<boolean> {
  if (!identity.mail.enabled) return false;
  try {
    await identity.mail.send(...message);
    return true;
  } catch (err) {
    logger.error({ err }, 'a link could not be sent');
    return false;
  }
}
