import type { Me } from '../../protocol/frames.ts';

export type Role = Me['role'];
export type Permission = Me['permissions'][number];

export const ROLES = ['owner', 'admin', 'agent'] as const satisfies Role[];
export const PERMISSIONS = ['chat', 'reports', 'settings', 'unblock'] as const satisfies Permission[];

/** What belongs to roles, whatever permissions a person holds. A route names a permission or one of these. */
export const RIGHTS = {
  /** See the whole team, invite, and change whom `MANAGES` allows. */
  team: ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Right = keyof typeof RIGHTS;

/** Whose accounts and invitations a role manages: roles, permissions, deactivating, password links, sessions. */
export const MANAGES: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'admin', 'agent'],
  admin: ['admin', 'agent'],
  agent: [],
};

/** Whose second factor a role may take away: it stands between a stolen mailbox and the shop. */
export const RESETS_FACTOR: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'admin', 'agent'],
  admin: [],
  agent: [],
};

/** What a role may do unless somebody decides otherwise for one person. */
export const permissionsOf = (role: Role): Permission[] => (role === 'agent' ? ['chat'] : [...PERMISSIONS]);

export const may = (who: Pick<Me, 'permissions'>, what: Permission): boolean => who.permissions.includes(what);

/** Whether somebody has what a route asks for. */
export function allows(who: Pick<Me, 'role' | 'permissions'>, access: Permission | Right): boolean {
  return isRight(access) ? (RIGHTS[access] as readonly Role[]).includes(who.role) : may(who, access);
}

const isRight = (access: Permission | Right): access is Right => Object.hasOwn(RIGHTS, access);
