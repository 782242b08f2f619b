import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../protocol/rest.ts';
import type { LinkSeen } from '../../protocol/rest-team.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { problemText } from '../shell/problem-text.ts';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import type { Answer } from './ask.ts';
import { FrontCard } from './front-card.tsx';
import type { PeopleRest } from './people-rest.ts';
import type { TeamLink } from './team-link.ts';

interface LinkPageProps {
  people: PeopleRest;
  link: TeamLink;
  onSession(session: Session): void;
  /** The new password is set: whoever it belongs to signs in with it. */
  onReset(): void;
  onLeave(): void;
}

/** An invitation that is accepted here, or a password that is chosen anew. */
export function LinkPage({ people, link, onSession, onReset, onLeave }: LinkPageProps) {
  const [answer, setAnswer] = useState<Answer<LinkSeen>>();
  useEffect(() => {
    void people.look(link.secret).then(setAnswer);
  }, [link.secret]);

  if (!answer) {
    return (
      <main class="signin">
        <p role="status">{t('link.loading')}</p>
      </main>
    );
  }
  if (!answer.ok) {
    return (
      <FrontCard pageTitle={t('sign_in.page')} title={t(link.kind === 'reset' ? 'reset.title' : 'team.title')}>
        <Problem>{problemText(answer)}</Problem>
        <button type="button" class="btn btn--primary btn--wide" onClick={onLeave}>
          {t('link.to_sign_in')}
        </button>
      </FrontCard>
    );
  }
  const seen = answer.value;
  return seen.kind === 'join' ? (
    <Join people={people} secret={link.secret} seen={seen} onSession={onSession} />
  ) : (
    <Reset people={people} secret={link.secret} seen={seen} onReset={onReset} />
  );
}

interface SeenProps {
  people: PeopleRest;
  secret: string;
  seen: LinkSeen;
}

function Join({ people, secret, seen, onSession }: SeenProps & { onSession(session: Session): void }) {
  const [name, setName] = useState(seen.name ?? '');
  const [email, setEmail] = useState(seen.email ?? '');
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useRequest();
  const shop = seen.shop.name;
  const who = { secret, name: name.trim(), password, ...(seen.email === undefined && { email: email.trim() }) };
  return (
    <FrontCard pageTitle={t('join.page')} title={t('join.title', { shop })} intro={t('join.intro', { shop })}>
      <Form onSubmit={() => run(() => people.accept(who), onSession)}>
        <Field label={t('field.name')} name="name" autocomplete="name" value={name} onInput={setName} required focus />
        <Field
          label={t('field.email')}
          type="email"
          name="email"
          autocomplete="username"
          value={email}
          onInput={setEmail}
          readOnly={seen.email !== undefined}
          required
        />
        <NewPassword value={password} onInput={setPassword} label={t('field.password')} />
        <Problem>{problem}</Problem>
        <button type="submit" class="btn btn--primary btn--wide">
          {t(busy ? 'busy' : 'join.submit')}
        </button>
      </Form>
    </FrontCard>
  );
}

function Reset({ people, secret, seen, onReset }: SeenProps & { onReset(): void }) {
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useRequest();
  const email = seen.email ?? '';
  return (
    <FrontCard pageTitle={t('reset.page')} title={t('reset.title')} intro={t('reset.intro', { email })}>
      <Form onSubmit={() => run(() => people.reset({ secret, password }), onReset)}>
        {/* For password managers: whose password it is. */}
        <input type="email" name="email" autocomplete="username" value={email} readOnly hidden />
        <NewPassword value={password} onInput={setPassword} label={t('field.new_password')} focus />
        <Problem>{problem}</Problem>
        <button type="submit" class="btn btn--primary btn--wide">
          {t(busy ? 'busy' : 'reset.submit')}
        </button>
      </Form>
    </FrontCard>
  );
}

interface NewPasswordProps {
  label: string;
  value: string;
  onInput(value: string): void;
  focus?: boolean;
}

/** A password that is chosen, with what makes a good one. */
export function NewPassword(field: NewPasswordProps) {
  return (
    <Field
      {...field}
      type="password"
      name="new-password"
      autocomplete="new-password"
      hint={t('field.password_hint')}
      required
    />
  );
}
