import { useState } from 'preact/hooks';
import { NewPassword } from '../session/link-page.tsx';
import { useTools } from '../shell/context.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';

/** A new password for the old one, and a code where signing in takes one. */
export function PasswordSection() {
  const { rest, me, toasts } = useTools();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  /** Undefined: nobody has asked for one. */
  const [code, setCode] = useState<string>();
  const { busy, problem, run } = useRequest();

  function done(): void {
    for (const clear of [setPassword, setNewPassword]) clear('');
    setCode(undefined);
    setOpen(false);
    toasts.add({ text: t('account.password_changed') });
  }
  function change(): void {
    const wanted = { password, newPassword, ...(code !== undefined && { code }) };
    run(
      () => rest.people.changePassword(wanted),
      done,
      (refused) => {
        if (refused.code === 'wrong_password') return t('password.own_wrong');
        if (refused.code !== 'totp_required') return undefined;
        setCode('');
        return t('sign_in.code_intro');
      },
    );
  }

  return (
    <section class="part" aria-labelledby="account-password">
      <h2 id="account-password">{t('account.password')}</h2>
      <p class="part__hint">{t('account.password_hint')}</p>
      {open ? (
        <Form onSubmit={change}>
          {/* For password managers: whose password it is. */}
          <input type="email" name="email" autocomplete="username" value={me.email} readOnly hidden />
          <Field
            label={t('field.old_password')}
            type="password"
            name="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            required
            focus
          />
          <NewPassword label={t('field.new_password')} value={newPassword} onInput={setNewPassword} />
          {code !== undefined && (
            <Field
              label={t('sign_in.code')}
              name="code"
              autocomplete="one-time-code"
              value={code}
              onInput={setCode}
              required
              focus
            />
          )}
          <Problem>{problem}</Problem>
          <div class="form__actions">
            <button type="submit" class="btn btn--primary">
              {t(busy ? 'busy' : 'account.change_password')}
            </button>
            <button type="button" class="btn btn--line" onClick={() => setOpen(false)}>
              {t('dialog.cancel')}
            </button>
          </div>
        </Form>
      ) : (
        <button type="button" class="btn btn--line" onClick={() => setOpen(true)}>
          {t('account.change_password')}
        </button>
      )}
    </section>
  );
}
