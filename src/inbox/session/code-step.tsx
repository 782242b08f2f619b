import { useState } from 'preact/hooks';
import type { Session, SignIn } from '../../protocol/rest.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import { FrontCard } from './front-card.tsx';
import type { Rest } from './rest.ts';

interface CodeStepProps {
  rest: Rest;
  /** What was right so far. */
  credentials: SignIn;
  onSession(session: Session): void;
  onBack(): void;
}

/** The second step of signing in. */
export function CodeStep({ rest, credentials, onSession, onBack }: CodeStepProps) {
  const [code, setCode] = useState('');
  const { busy, problem, run } = useRequest();
  return (
    <FrontCard pageTitle={t('sign_in.page')} title={t('sign_in.code_title')} intro={t('sign_in.code_intro')}>
      <Form onSubmit={() => run(() => rest.signIn({ ...credentials, code: code.trim() }), onSession)}>
        <Field
          label={t('sign_in.code')}
          value={code}
          onInput={setCode}
          name="code"
          autocomplete="one-time-code"
          invalid={problem !== undefined}
          required
          focus
        />
        <Problem>{problem}</Problem>
        <button type="submit" class="btn btn--primary btn--wide">
          {t(busy ? 'sign_in.busy' : 'sign_in.submit')}
        </button>
        <button type="button" class="btn btn--wide" onClick={onBack}>
          {t('sign_in.back')}
        </button>
      </Form>
    </FrontCard>
  );
}
