import { useId } from 'preact/hooks';
import type { Me } from '../../protocol/frames.ts';
import { t } from '../text.ts';

export type Role = Me['role'];
export type Permissions = Me['permissions'];

const ROLES: readonly Role[] = ['owner', 'admin', 'agent'];
const PERMISSIONS: Permissions = ['chat', 'reports', 'settings', 'unblock'];

/** What a role brings unless somebody decides otherwise; the server has the last word. */
export const usualPermissions = (role: Role, me: Me): Permissions =>
  (role === 'agent' ? (['chat'] as const) : PERMISSIONS).filter((one) => mayGive(one, me, []));

const mayGive = (one: Permissions[number], me: Me, held: Permissions): boolean =>
  me.role === 'owner' || me.permissions.includes(one) || held.includes(one);

interface RoleFieldsProps {
  me: Me;
  role: Role;
  permissions: Permissions;
  /** What the account has already: it may be kept by whoever could not give it. */
  held?: Permissions;
  onChange(role: Role, permissions: Permissions): void;
}

/** The role, and what the person may use; only what `me` may give is offered. */
export function RoleFields({ me, role, permissions, held = [], onChange }: RoleFieldsProps) {
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={`${id}-role`}>{t('team.role')}</label>
        <select
          id={`${id}-role`}
          value={role}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const next = event.currentTarget.value as Role;
            onChange(next, usualPermissions(next, me));
          }}
        >
          {ROLES.filter((one) => me.role === 'owner' || one !== 'owner').map((one) => (
            <option key={one} value={one}>
              {t(`team.role.${one}`)}
            </option>
          ))}
        </select>
        <p class="field__hint" id={`${id}-hint`}>
          {t(`team.role_hint.${role}`)}
        </p>
      </div>
      <fieldset class="checks">
        <legend>{t('team.permissions')}</legend>
        {PERMISSIONS.map((one) => (
          <label key={one} class="checks__one">
            <input
              type="checkbox"
              checked={permissions.includes(one)}
              disabled={!mayGive(one, me, held) && !permissions.includes(one)}
              onChange={(event) =>
                onChange(
                  role,
                  event.currentTarget.checked ? [...permissions, one] : permissions.filter((other) => other !== one),
                )
              }
            />
            {t(`team.permission.${one}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
