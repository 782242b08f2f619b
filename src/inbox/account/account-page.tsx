import { useState } from 'preact/hooks';
import { useTools } from '../shell/context.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import { FactorSection } from './factor-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionSection } from './session-section.tsx';

/** What somebody changes of themselves: name, password, second factor, and where they are signed in. */
export function AccountPage() {
  const { me } = useTools();
  return (
    <>
      <p class="page__intro">{t('account.signed_in_as', { email: me.email })}</p>
      <NameSection />
      <PasswordSection />
      <FactorSection />
      <SessionSection />
    </>
  );
}

function NameSection() {
  const { rest, me, toasts } = useTools();
  const [name, setName] = useState(me.name);
  const { busy, problem, run } = useRequest();
  return (
    <section class="part" aria-label={t('field.name')}>
      <Form
        onSubmit={() =>
          run(
            () => rest.people.rename(name.trim()),
            () => toasts.add({ text: t('account.saved') }),
          )
        }
      >
        <Field
          label={t('field.name')}
          name="name"
          autocomplete="name"
          value={name}
          onInput={setName}
          hint={t('account.name_hint')}
          required
        />
        <Problem>{problem}</Problem>
        <div class="form__actions">
          <button type="submit" class="btn btn--line">
            {t(busy ? 'busy' : 'account.save')}
          </button>
        </div>
      </Form>
    </section>
  );
}
