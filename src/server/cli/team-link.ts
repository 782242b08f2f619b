import { createTeamLinks, linkAddress } from '../auth/team-links.ts';
import type { Config } from '../config.ts';
import type { JoinLink, StoredLink } from '../store/invitations.ts';
import type { Store } from '../store/store.ts';

type Links = Pick<Store, 'invitations'>;

/** Where the world reaches the server: what it is told, else this machine. */
export const publicAddress = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`;

/** An invitation's address, for whoever runs the command to pass on. */
export async function invitationAddress(
  { invitations }: Links,
  config: Config,
  shop: string,
  who: Pick<JoinLink, 'email' | 'name' | 'role' | 'permissions'>,
): Promise<string> {
  const { secret } = await createTeamLinks(invitations, Date.now).invite({ shop, agent: '' }, who);
  return addressOf(config, 'join', secret);
}

/** The address of a page on which this agent chooses a new password. */
export async function resetAddress(
  { invitations }: Links,
  config: Config,
  shop: string,
  agent: string,
): Promise<string> {
  const { secret } = await createTeamLinks(invitations, Date.now).resetPassword({ shop, agent: '' }, agent);
  return addressOf(config, 'reset', secret);
}

const addressOf = (config: Config, kind: StoredLink['kind'], secret: string): string =>
  linkAddress(publicAddress(config), kind, secret);
