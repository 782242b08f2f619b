import type { Me } from '../../protocol/frames.ts';
import { MANAGES, type Permission, permissionsOf, type Role } from './permissions.ts';

/** What somebody asks for another account, or for whom they invite. */
export interface WantedRole {
  role?: Role;
  permissions?: Permission[];
}

type Standing = Pick<Me, 'id' | 'role' | 'permissions'>;

/** Whether `who` manages this account at all. Nobody manages their own: an owner who steps down asks another one. */
export const manages = (who: Standing, whom: Pick<Standing, 'id' | 'role'>): boolean =>
  who.id !== whom.id && MANAGES[who.role].includes(whom.role);

/**
 * The role and permissions that come of a wish, or undefined when `who` may not give them. Nobody gives a role above
 * those that they manage, nor a permission that they do not hold themselves; owners give any.
 * @param before what the account has now; absent for somebody who is invited
 */
export function judgeRole(
  who: Standing,
  wanted: WantedRole,
  before: Pick<Standing, 'role' | 'permissions'> = { role: 'agent', permissions: [] },
): { role: Role; permissions: Permission[] } | undefined {
  const role = wanted.role ?? before.role;
  if (!MANAGES[who.role].includes(role)) return undefined;
  const mayGive = (one: Permission): boolean =>
    who.role === 'owner' || who.permissions.includes(one) || before.permissions.includes(one);
  if (wanted.permissions) {
    return wanted.permissions.every(mayGive) ? { role, permissions: [...new Set(wanted.permissions)] } : undefined;
  }
  const usual = wanted.role === undefined ? before.permissions : permissionsOf(role).filter(mayGive);
  return { role, permissions: usual };
}
