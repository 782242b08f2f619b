import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session, SignIn } from '../../protocol/rest.ts';
import { Bell } from '../../ui/icon.tsx';
import { Icon } from '../shell/icon.tsx';
import { problemText } from '../shell/problem-text.ts';
import { t } from '../text.ts';
import { CodeStep } from './code-step.tsx';
import { Forgotten } from './forgotten.tsx';
import type { Rest } from './rest.ts';

interface SignInProps {
  rest: Rest;
  /** The page was signed in until now. */
  ended: boolean;
  /** A new password was just set. */
  renewed?: boolean;
  onSession(session: Session): void;
}

/** Email and password, a code where the account asks for one, and a way for those who have forgotten theirs. */
export function SignInForm(props: SignInProps) {
  const [step, setStep] = useState<'password' | 'forgotten' | SignIn>('password');
  const back = (): void => setStep('password');
  if (step === 'forgotten') return <Forgotten people={props.rest.people} onBack={back} />;
  if (step !== 'password') {
    return <CodeStep rest={props.rest} credentials={step} onSession={props.onSession} onBack={back} />;
  }
  return <PasswordStep {...props} onCode={setStep} onForgotten={() => setStep('forgotten')} />;
}

interface PasswordStepProps extends SignInProps {
  onCode(credentials: SignIn): void;
  onForgotten(): void;
}

/** A wrong one is said at once and the password can be typed again. */
function PasswordStep({ rest, ended, renewed, onSession, onCode, onForgotten }: PasswordStepProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = t('sign_in.page');
  }, []);

  async function signIn(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const credentials = { email: email.current?.value.trim() ?? '', password: password.current?.value ?? '' };
    const answer = await rest.signIn(credentials);
    setBusy(false);
    if (answer.ok) return onSession(answer.value);
    if (answer.code === 'totp_required') return onCode(credentials);
    setProblem(problemText(answer.code === 'invalid' ? { ok: false, code: 'wrong_password' } : answer));
    password.current?.select();
  }

  return (
    <main class="signin">
      <form
        class="signin__card"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void signIn();
        }}
      >
        <span class="signin__mark">
          <Bell />
        </span>
        <h1>{t('sign_in.title')}</h1>
        <p class="signin__intro">{t(renewed ? 'sign_in.renewed' : ended ? 'sign_in.ended' : 'sign_in.intro')}</p>
        <div class="field">
          <label for="sign-in-email">{t('sign_in.email')}</label>
          <input
            ref={email}
            id="sign-in-email"
            type="email"
            name="email"
            autocomplete="username"
            required
            aria-invalid={problem !== undefined}
          />
        </div>
        <div class="field">
          <label for="sign-in-password">{t('sign_in.password')}</label>
          <input
            ref={password}
            id="sign-in-password"
            type="password"
            name="password"
            autocomplete="current-password"
            required
            aria-invalid={problem !== undefined}
            aria-describedby="sign-in-problem"
          />
        </div>
        <p class="signin__problem" id="sign-in-problem" role="alert">
          {problem !== undefined && (
            <>
              <Icon name="warning" size={16} />
              <span>{problem}</span>
            </>
          )}
        </p>
        <button type="submit" class="btn btn--primary btn--wide">
          {t(busy ? 'sign_in.busy' : 'sign_in.submit')}
        </button>
        <button type="button" class="btn btn--wide" onClick={onForgotten}>
          {t('sign_in.forgotten')}
        </button>
      </form>
    </main>
  );
}
