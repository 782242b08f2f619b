import * as v from 'valibot';
import { Me } from './frames.ts';
import { AgentId, Email, ShortText, Timestamp, textUpTo, Url } from './primitives.ts';

const Role = v.picklist(['owner', 'admin', 'agent']);
const Permissions = v.pipe(v.array(v.picklist(['chat', 'reports', 'settings', 'unblock'])), v.maxLength(8));
const Password = textUpTo(200);
const Code = textUpTo(40);
/** What a link carries behind its last slash. */
const LinkSecret = textUpTo(200);
/** A name on one line. */
const PersonName = v.pipe(ShortText, v.maxLength(100), v.regex(/^[^\p{Cc}]*[^\s\p{Cc}][^\p{Cc}]*$/u), v.trim());

/** `GET /api/v1/team`: everybody, those who were deactivated too. */
export const TeamMember = v.object({
  ...Me.entries,
  active: v.boolean(),
  /** Whether signing in takes a code besides the password. */
  secondFactor: v.boolean(),
  /** The latest use of the inbox, to the hour; absent while nobody is signed in. */
  lastUsedAt: v.optional(Timestamp),
  /** Whether who asks may change this account, and take its second factor away. */
  manageable: v.boolean(),
  factorResettable: v.boolean(),
});
export type TeamMember = v.InferOutput<typeof TeamMember>;
export const Team = v.object({ members: v.array(TeamMember) });
export type Team = v.InferOutput<typeof Team>;

/** `PATCH /api/v1/team/:id`. A role without permissions brings its usual ones. */
export const TeamChange = v.object({
  role: v.optional(Role),
  permissions: v.optional(Permissions),
  active: v.optional(v.boolean()),
});
export type TeamChange = v.InferOutput<typeof TeamChange>;

/** `POST /api/v1/invitations`. */
export const NewInvitation = v.object({
  email: Email,
  name: v.optional(PersonName),
  role: Role,
  permissions: v.optional(Permissions),
});
export type NewInvitation = v.InferOutput<typeof NewInvitation>;

export const Invitation = v.object({
  id: v.string(),
  /** Absent: whoever opens the link names their own. */
  email: v.optional(v.string()),
  name: v.optional(v.string()),
  role: Role,
  permissions: Permissions,
  createdAt: Timestamp,
  expiresAt: Timestamp,
  createdBy: v.optional(AgentId),
});
export type Invitation = v.InferOutput<typeof Invitation>;
export const InvitationList = v.object({ invitations: v.array(Invitation) });
export type InvitationList = v.InferOutput<typeof InvitationList>;

/** The link is shown here and never again; `sent`: it went out by email too. */
export const MadeInvitation = v.object({ invitation: Invitation, link: Url, sent: v.boolean() });
export type MadeInvitation = v.InferOutput<typeof MadeInvitation>;
export const MadeReset = v.object({ link: Url, expiresAt: Timestamp, sent: v.boolean() });
export type MadeReset = v.InferOutput<typeof MadeReset>;

/** `POST /api/v1/invitations/look`: what a link is, before it is used. */
export const LinkLook = v.object({ secret: LinkSecret });
export const LinkSeen = v.object({
  kind: v.picklist(['join', 'reset']),
  shop: v.object({ id: v.string(), name: v.string() }),
  email: v.optional(v.string()),
  name: v.optional(v.string()),
});
export type LinkSeen = v.InferOutput<typeof LinkSeen>;

/** `POST /api/v1/invitations/accept`; `email` where the invitation has none. */
export const AcceptInvitation = v.object({
  secret: LinkSecret,
  name: PersonName,
  email: v.optional(Email),
  password: Password,
});
export type AcceptInvitation = v.InferOutput<typeof AcceptInvitation>;

/** `POST /api/v1/password/forgotten`. */
export const ForgottenPassword = v.object({ email: textUpTo(254) });
/** Whether this server sends email at all; nothing about the address. */
export const ForgottenAnswer = v.object({ email: v.boolean() });
export type ForgottenAnswer = v.InferOutput<typeof ForgottenAnswer>;
/** `POST /api/v1/password/reset`. */
export const ResetPassword = v.object({ secret: LinkSecret, password: Password });
export type ResetPassword = v.InferOutput<typeof ResetPassword>;

/** `PATCH /api/v1/account`. */
export const AccountChange = v.object({ name: PersonName });
export type AccountChange = v.InferOutput<typeof AccountChange>;
/** `PUT /api/v1/account/password`. */
export const PasswordChange = v.object({ password: Password, newPassword: Password, code: v.optional(Code) });
export type PasswordChange = v.InferOutput<typeof PasswordChange>;

/** `GET /api/v1/account/sessions`, the last used first. */
export const SessionList = v.object({
  sessions: v.array(
    v.object({
      id: v.string(),
      /** Such as `Firefox on Linux`; empty: unknown. */
      device: v.string(),
      createdAt: Timestamp,
      lastUsedAt: Timestamp,
      /** The one that asks. */
      current: v.boolean(),
    }),
  ),
});
export type SessionList = v.InferOutput<typeof SessionList>;

/** `GET /api/v1/account/second-factor`. */
export const SecondFactor = v.object({ on: v.boolean(), recoveryCodes: v.number() });
export type SecondFactor = v.InferOutput<typeof SecondFactor>;
/** `POST /api/v1/account/second-factor`. */
export const FactorStart = v.object({ password: Password });
/** `uri` is what an authenticator reads: `otpauth://totp/…`. */
export const FactorSecret = v.object({ secret: v.string(), uri: v.string() });
export type FactorSecret = v.InferOutput<typeof FactorSecret>;
export const FactorProof = v.object({ code: Code });
export const RecoveryCodes = v.object({ recoveryCodes: v.array(v.string()) });
export type RecoveryCodes = v.InferOutput<typeof RecoveryCodes>;
/** `POST /api/v1/account/second-factor/remove`. */
export const FactorEnd = v.object({ password: Password, code: Code });
export type FactorEnd = v.InferOutput<typeof FactorEnd>;
