import type { Me } from '../../protocol/frames.ts';
import type { Session } from '../../protocol/rest.ts';
import type {
  AcceptInvitation,
  FactorEnd,
  FactorSecret,
  ForgottenAnswer,
  InvitationList,
  LinkSeen,
  MadeInvitation,
  MadeReset,
  NewInvitation,
  PasswordChange,
  RecoveryCodes,
  ResetPassword,
  SecondFactor,
  SessionList,
  Team,
  TeamChange,
  TeamMember,
} from '../../protocol/rest-team.ts';
import { type Answer, type Ask, sending } from './ask.ts';

/** Accounts: one's own, the team's, and the links that lead to them. Every method answers; none throws. */
export interface PeopleRest {
  look(secret: string): Promise<Answer<LinkSeen>>;
  accept(who: AcceptInvitation): Promise<Answer<Session>>;
  forgotten(email: string): Promise<Answer<ForgottenAnswer>>;
  reset(password: ResetPassword): Promise<Answer<unknown>>;
  rename(name: string): Promise<Answer<Me>>;
  changePassword(change: PasswordChange): Promise<Answer<unknown>>;
  sessions(): Promise<Answer<SessionList>>;
  /** Without an id all sessions but this one. */
  endSession(id?: string): Promise<Answer<unknown>>;
  factor(): Promise<Answer<SecondFactor>>;
  beginFactor(password: string): Promise<Answer<FactorSecret>>;
  confirmFactor(code: string): Promise<Answer<RecoveryCodes>>;
  removeFactor(proof: FactorEnd): Promise<Answer<unknown>>;
  team(): Promise<Answer<Team>>;
  change(agent: string, change: TeamChange): Promise<Answer<TeamMember>>;
  passwordLink(agent: string): Promise<Answer<MadeReset>>;
  signOutAgent(agent: string): Promise<Answer<unknown>>;
  resetFactor(agent: string): Promise<Answer<unknown>>;
  invitations(): Promise<Answer<InvitationList>>;
  invite(who: NewInvitation): Promise<Answer<MadeInvitation>>;
  renewInvitation(id: string): Promise<Answer<MadeInvitation>>;
  revokeInvitation(id: string): Promise<Answer<unknown>>;
}

const DELETE: RequestInit = { method: 'DELETE' };
const POST: RequestInit = { method: 'POST' };

export const createPeopleRest = (ask: Ask): PeopleRest => ({
  look: (secret) => ask('invitations/look', sending('POST', { secret })),
  accept: (who) => ask('invitations/accept', sending('POST', who)),
  forgotten: (email) => ask('password/forgotten', sending('POST', { email })),
  reset: (password) => ask('password/reset', sending('POST', password)),
  rename: (name) => ask('account', sending('PATCH', { name })),
  changePassword: (change) => ask('account/password', sending('PUT', change)),
  sessions: () => ask('account/sessions'),
  endSession: (id) => ask(id === undefined ? 'account/sessions' : `account/sessions/${encodeURIComponent(id)}`, DELETE),
  factor: () => ask('account/second-factor'),
  beginFactor: (password) => ask('account/second-factor', sending('POST', { password })),
  confirmFactor: (code) => ask('account/second-factor/confirm', sending('POST', { code })),
  removeFactor: (proof) => ask('account/second-factor/remove', sending('POST', proof)),
  team: () => ask('team'),
  change: (agent, change) => ask(`team/${encodeURIComponent(agent)}`, sending('PATCH', change)),
  passwordLink: (agent) => ask(`team/${encodeURIComponent(agent)}/password-reset`, POST),
  signOutAgent: (agent) => ask(`team/${encodeURIComponent(agent)}/sessions`, DELETE),
  resetFactor: (agent) => ask(`team/${encodeURIComponent(agent)}/second-factor`, DELETE),
  invitations: () => ask('invitations'),
  invite: (who) => ask('invitations', sending('POST', who)),
  renewInvitation: (id) => ask(`invitations/${encodeURIComponent(id)}/resend`, POST),
  revokeInvitation: (id) => ask(`invitations/${encodeURIComponent(id)}`, DELETE),
});
