import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../protocol/rest.ts';
import { Bell } from '../../ui/icon.tsx';
import { Icon } from '../shell/icon.tsx';
import { refusalText, t } from '../text.ts';
import type { Rest } from './rest.ts';

interface SignInProps {
  rest: Rest;
  /** The page was signed in until now. */
  ended: boolean;
  onSession(session: Session): void;
}

/** Email and password. A wrong one is said at once and the password can be typed again. */
export function SignInForm({ rest, ended, onSession }: SignInProps) {
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
    const answer = await rest.signIn({
      email: email.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
    });
    setBusy(false);
    if (answer.ok) return onSession(answer.value);
    setProblem(
      answer.code === 'offline'
        ? t('sign_in.unreachable')
        : refusalText(answer.code === 'invalid' ? 'wrong_password' : answer.code),
    );
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
        <p class="signin__intro">{t(ended ? 'sign_in.ended' : 'sign_in.intro')}</p>
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
      </form>
    </main>
  );
}
