import type { SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { TeamIdentity } from '../auth/team-identity.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import { accountRoutes } from './account.ts';
import { invitationRoutes } from './invitations.ts';
import type { Origins } from './origins.ts';
import { passwordRoutes } from './passwords.ts';
import type { Route } from './route.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { sessionRoutes } from './session.ts';
import { teamRoutes } from './team.ts';

/** What the team's own routes work with. */
export interface IdentityParts {
  store: Pick<Store, 'accounts' | 'folders' | 'people' | 'shops'>;
  identity: TeamIdentity;
  conversations: Pick<Conversations, 'execute'>;
  throttle: SignInThrottle;
  origins: Origins;
  logger: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Signing in, one's own account, the team and its invitations. People alone: no API key makes or changes a person. */
export const identityRoutes = (parts: IdentityParts): Route[] => [
  ...sessionRoutes(parts),
  ...accountRoutes(parts),
  ...secondFactorRoutes(parts),
  ...passwordRoutes(parts),
  ...invitationRoutes(parts),
  ...teamRoutes(parts),
];
