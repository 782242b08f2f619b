import type { Me } from '../../protocol/frames.ts';

export type Role = Me['role'];
export type Permission = Me['permissions'][number];

export const ROLES = ['owner', 'admin', 'agent'] as const satisfies Role[];
export const PERMISSIONS = ['chat', 'reports', 'settings', 'unblock'] as const satisfies Permission[];

/** What a role may do unless somebody decides otherwise for one person. */
export const permissionsOf = (role: Role): Permission[] => (role === 'agent' ? ['chat'] : [...PERMISSIONS]);

export const may = (who: Pick<Me, 'permissions'>, what: Permission): boolean => who.permissions.includes(what);
