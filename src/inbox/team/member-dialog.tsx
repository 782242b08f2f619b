import { useState } from 'preact/hooks';
import type { TeamChange, TeamMember } from '../../protocol/rest-team.ts';
import { useTools } from '../shell/context.ts';
import { Form, Problem } from '../shell/field.tsx';
import { Modal } from '../shell/modal.tsx';
import { useRequest } from '../shell/use-request.ts';
import { type TextKey, t } from '../text.ts';
import { LinkDialog } from './link-dialog.tsx';
import { RoleFields } from './role-fields.tsx';

interface MemberDialogProps {
  member: TeamMember;
  onChanged(): void;
}

/** What is changed of a colleague: role and permissions, access, deactivation. */
export function MemberDialog({ member, onChanged }: MemberDialogProps) {
  const { rest, me, dialog, toasts } = useTools();
  const { people } = rest;
  const [role, setRole] = useState(member.role);
  const [permissions, setPermissions] = useState(member.permissions);
  const [sure, setSure] = useState(false);
  const { busy, problem, run } = useRequest();
  const { id, name } = member;

  const done = (key: TextKey) => () => {
    dialog.set(undefined);
    onChanged();
    toasts.add({ text: t(key, { name }) });
  };
  const change = (wanted: TeamChange, key: TextKey): void => run(() => people.change(id, wanted), done(key));
  const makeLink = (): void =>
    run(
      () => people.passwordLink(id),
      ({ link, sent }) =>
        dialog.set({ kind: 'own', draw: () => <LinkDialog who={member.email} link={link} sent={sent} /> }),
    );

  return (
    <Modal label={t('team.manage_of', { name })} onClose={() => dialog.set(undefined)}>
      <h2 class="modal__title">{t('team.manage_of', { name })}</h2>
      <Form onSubmit={() => change({ role, permissions }, 'team.saved')}>
        <RoleFields
          me={me}
          role={role}
          permissions={permissions}
          held={member.permissions}
          onChange={(nextRole, nextPermissions) => {
            setRole(nextRole);
            setPermissions(nextPermissions);
          }}
        />
        <fieldset class="acts">
          <legend>{t('team.access')}</legend>
          {member.active ? (
            <>
              <button type="button" class="btn btn--line" onClick={makeLink}>
                {t('team.password_link')}
              </button>
              <button
                type="button"
                class="btn btn--line"
                onClick={() => run(() => people.signOutAgent(id), done('team.signed_out'))}
              >
                {t('team.sign_out')}
              </button>
              {member.factorResettable && (
                <button
                  type="button"
                  class="btn btn--line"
                  onClick={() => run(() => people.resetFactor(id), done('team.factor_reset'))}
                >
                  {t('team.reset_factor')}
                </button>
              )}
              <button
                type="button"
                class={`btn ${sure ? 'btn--danger' : 'btn--line'}`}
                aria-describedby="deactivate-hint"
                onClick={() => (sure ? change({ active: false }, 'team.deactivated_now') : setSure(true))}
              >
                {sure ? t('team.deactivate_sure', { name }) : t('team.deactivate')}
              </button>
              <p class="field__hint" id="deactivate-hint">
                {t('team.deactivate_hint')}
              </p>
            </>
          ) : (
            <button type="button" class="btn btn--line" onClick={() => change({ active: true }, 'team.activated')}>
              {t('team.activate')}
            </button>
          )}
        </fieldset>
        <Problem>{problem}</Problem>
        <div class="modal__actions">
          <button type="button" class="btn btn--line" onClick={() => dialog.set(undefined)}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" class="btn btn--primary">
            {t(busy ? 'busy' : 'team.save')}
          </button>
        </div>
      </Form>
    </Modal>
  );
}
