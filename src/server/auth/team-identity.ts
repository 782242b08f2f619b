import type { Agent } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { type AgentSessions, createAgentSessions } from './agent-sessions.ts';
import { createSecondFactors, type SecondFactors } from './second-factors.ts';
import { createTeamLinks, type TeamLinks } from './team-links.ts';
import type { TeamMail } from './team-mail.ts';

/** All that says who of the team is who. */
export interface TeamIdentity {
  sessions: AgentSessions;
  factors: SecondFactors;
  links: TeamLinks;
  mail: TeamMail;
  /** Where links in emails lead to when nobody's request says it: never the request's own word for this host. */
  address(): string;
  /** Agents who may not sign in here, whatever their password. */
  barred(agent: Agent): boolean;
  /** Something about this agent has changed: their sockets look again who they are, in every process. */
  changed(shop: string, agent: string): void;
}

/** @param secret the server's */
export function createTeamIdentity(
  parts: Pick<TeamIdentity, 'mail' | 'address' | 'changed'> & {
    store: Pick<Store, 'people' | 'accounts' | 'factors' | 'invitations'>;
    secret: Uint8Array;
    now(): number;
    barred?: TeamIdentity['barred'];
  },
): TeamIdentity {
  const { store, secret, now, mail, address, changed, barred = () => false } = parts;
  return {
    sessions: createAgentSessions(store, now, barred),
    factors: createSecondFactors({ factors: store.factors, secret, now }),
    links: createTeamLinks(store.invitations, now),
    mail,
    address,
    barred,
    changed,
  };
}
