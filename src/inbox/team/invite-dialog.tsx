import { useState } from 'preact/hooks';
import { useTools } from '../shell/context.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { Modal } from '../shell/modal.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import { LinkDialog } from './link-dialog.tsx';
import { type Role, RoleFields, usualPermissions } from './role-fields.tsx';

/** Invites somebody: the link follows, to be passed on. */
export function InviteDialog({ onChanged }: { onChanged(): void }) {
  const { rest, me, dialog } = useTools();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [permissions, setPermissions] = useState(usualPermissions('agent', me));
  const { busy, problem, run } = useRequest();

  function invite(): void {
    const who = { email: email.trim(), role, permissions, ...(name.trim() !== '' && { name: name.trim() }) };
    run(
      () => rest.people.invite(who),
      ({ link, sent }) => {
        onChanged();
        dialog.set({ kind: 'own', draw: () => <LinkDialog who={who.email} link={link} sent={sent} /> });
      },
    );
  }

  return (
    <Modal label={t('team.invite')} onClose={() => dialog.set(undefined)}>
      <h2 class="modal__title">{t('team.invite')}</h2>
      <Form onSubmit={invite}>
        <Field
          label={t('field.email')}
          type="email"
          name="invite-email"
          value={email}
          onInput={setEmail}
          required
          focus
        />
        <Field label={t('team.invite_name')} name="invite-name" value={name} onInput={setName} />
        <RoleFields
          me={me}
          role={role}
          permissions={permissions}
          onChange={(nextRole, nextPermissions) => {
            setRole(nextRole);
            setPermissions(nextPermissions);
          }}
        />
        <Problem>{problem}</Problem>
        <div class="modal__actions">
          <button type="button" class="btn btn--line" onClick={() => dialog.set(undefined)}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" class="btn btn--primary">
            {t(busy ? 'busy' : 'team.invite_submit')}
          </button>
        </div>
      </Form>
    </Modal>
  );
}
