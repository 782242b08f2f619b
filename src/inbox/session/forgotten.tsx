import { useState } from 'preact/hooks';
import { Field, Form, Problem } from '../shell/field.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import { FrontCard } from './front-card.tsx';
import type { PeopleRest } from './people-rest.ts';

/** Asks for a link by email. What is said afterwards is the same for every address. */
export function Forgotten({ people, onBack }: { people: PeopleRest; onBack(): void }) {
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<{ email: boolean }>();
  const { busy, problem, run } = useRequest();
  return (
    <FrontCard
      pageTitle={t('sign_in.page')}
      title={t('forgotten.title')}
      intro={asked ? undefined : t('forgotten.intro')}
    >
      <p class="signin__note" role="status">
        {asked && t(asked.email ? 'forgotten.sent' : 'forgotten.by_hand')}
      </p>
      <Form onSubmit={() => run(() => people.forgotten(email.trim()), setAsked)}>
        {!asked && (
          <>
            <Field
              label={t('field.email')}
              type="email"
              name="email"
              autocomplete="username"
              value={email}
              onInput={setEmail}
              required
              focus
            />
            <Problem>{problem}</Problem>
            <button type="submit" class="btn btn--primary btn--wide">
              {t(busy ? 'busy' : 'forgotten.submit')}
            </button>
          </>
        )}
        <button type="button" class="btn btn--wide" onClick={onBack}>
          {t('sign_in.back')}
        </button>
      </Form>
    </FrontCard>
  );
}
