import { createHash, randomBytes } from 'node:crypto';
import type { Invitations, JoinLink, ResetLink, StoredLink } from '../store/invitations.ts';
import type { Agent } from '../store/people.ts';
import { hashPassword } from './passwords.ts';

const HOUR_MS = 3_600_000;
const JOIN_MS = 7 * 24 * HOUR_MS;
const RESET_MS = HOUR_MS;
/** `sbi_<shop>_` or `sbr_<shop>_` and 32 random bytes: the shop is in it, so that it is looked up there and nowhere else. */
const FORM = /^sb[ir]_([a-z0-9][a-z0-9_-]{0,62})_[\w-]{43}$/;

export interface MadeLink<L extends StoredLink> {
  link: L;
  /** What opens it; the store holds its hash alone. */
  secret: string;
}

/** Links that are sent to people of the team, each opened once. */
export interface TeamLinks {
  invite(
    by: { shop: string; agent: string },
    who: Pick<JoinLink, 'email' | 'name' | 'role' | 'permissions'>,
  ): Promise<MadeLink<JoinLink>>;
  list(shop: string): Promise<JoinLink[]>;
  /** The same invitation with a new secret and another seven days. */
  renew(shop: string, id: string): Promise<MadeLink<JoinLink> | undefined>;
  revoke(shop: string, id: string): Promise<boolean>;
  /** For an hour. */
  resetPassword(by: { shop: string; agent: string }, agent: string): Promise<MadeLink<ResetLink>>;
  /** Undefined: spent, revoked, lapsed, or never made. */
  find(secret: string): Promise<StoredLink | undefined>;
  accept(secret: string, who: { name: string; email: string; password: string }): Promise<Agent | 'gone' | 'exists'>;
  /** @returns whose password it is now */
  reset(secret: string, password: string): Promise<{ shop: string; agent: string } | undefined>;
}

/** @param now milliseconds since the epoch */
export function createTeamLinks(invitations: Invitations, now: () => number): TeamLinks {
  const newLink = ({ shop, agent }: { shop: string; agent: string }, forMs: number, sign: 'i' | 'r') => {
    const { secret, hash } = newSecret(shop, sign);
    const at = now();
    const id = `i_${randomBytes(12).toString('base64url')}`;
    return { secret, link: { shop, id, hash, createdAt: at, createdBy: agent, expiresAt: at + forMs } };
  };
  const find: TeamLinks['find'] = async (secret) => {
    const shop = FORM.exec(secret)?.[1];
    return shop === undefined ? undefined : invitations.byHash(shop, hashOf(secret));
  };

  return {
    async invite(by, who) {
      const { secret, link: base } = newLink(by, JOIN_MS, 'i');
      const link: JoinLink = { ...base, kind: 'join', ...who };
      await invitations.add(link);
      return { link, secret };
    },

    list: (shop) => invitations.list(shop),

    async renew(shop, id) {
      const { secret, hash } = newSecret(shop, 'i');
      const link = await invitations.renew(shop, id, { hash, expiresAt: now() + JOIN_MS });
      return link && { link, secret };
    },

    revoke: (shop, id) => invitations.revoke(shop, id),

    async resetPassword(by, agent) {
      const { secret, link: base } = newLink(by, RESET_MS, 'r');
      const link: ResetLink = { ...base, kind: 'reset', agent };
      await invitations.add(link);
      return { link, secret };
    },

    find,

    async accept(secret, { name, email, password }) {
      const link = await find(secret);
      if (link?.kind !== 'join') return 'gone';
      const agent: Agent = {
        shop: link.shop,
        id: `a_${randomBytes(9).toString('base64url')}`,
        name,
        email: link.email ?? email,
        role: link.role,
        permissions: link.permissions,
        passwordHash: await hashPassword(password),
      };
      const accepted = await invitations.accept(link.shop, link.hash, agent);
      return accepted === 'accepted' ? agent : accepted;
    },

    async reset(secret, password) {
      const link = await find(secret);
      if (link?.kind !== 'reset') return undefined;
      const agent = await invitations.reset(link.shop, link.hash, await hashPassword(password));
      return agent === undefined ? undefined : { shop: link.shop, agent };
    },
  };
}

/** The page's address of a link. The secret stands behind the #, which browsers send to nobody. */
export const linkAddress = (origin: string, kind: StoredLink['kind'], secret: string): string =>
  `${origin}/inbox/#/${kind === 'join' ? 'invitation' : 'reset'}/${secret}`;

function newSecret(shop: string, sign: 'i' | 'r'): { secret: string; hash: string } {
  const secret = `sb${sign}_${shop}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret) };
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
