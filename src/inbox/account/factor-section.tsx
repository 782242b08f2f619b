import { useState } from 'preact/hooks';
import type { FactorSecret } from '../../protocol/rest-team.ts';
import { useTools } from '../shell/context.ts';
import { Field, Form, Problem } from '../shell/field.tsx';
import { useLoad } from '../shell/use-load.ts';
import { useRequest } from '../shell/use-request.ts';
import { t, tn } from '../text.ts';

type Step =
  | { at: 'rest' }
  /** The password is asked for. */
  | { at: 'begin' }
  | { at: 'confirm'; secret: FactorSecret }
  | { at: 'codes'; codes: readonly string[] }
  | { at: 'end' };

/** Codes of the moment besides the password: set up, looked at, turned off. */
export function FactorSection() {
  const { rest, toasts } = useTools();
  const [version, setVersion] = useState(0);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const loaded = useLoad(`factor ${version}`, () => rest.people.factor());
  const rested = (): void => {
    setStep({ at: 'rest' });
    setVersion(version + 1);
  };
  const state = loaded.value;

  return (
    <section class="part" aria-labelledby="account-factor">
      <h2 id="account-factor">{t('factor.title')}</h2>
      {step.at !== 'codes' && (
        <p class="part__hint">{state?.on ? tn('factor.on', state.recoveryCodes) : t('factor.off')}</p>
      )}
      {step.at === 'rest' && state && (
        <button type="button" class="btn btn--line" onClick={() => setStep({ at: state.on ? 'end' : 'begin' })}>
          {t(state.on ? 'factor.turn_off' : 'factor.begin')}
        </button>
      )}
      {step.at === 'begin' && <Begin onSecret={(secret) => setStep({ at: 'confirm', secret })} onCancel={rested} />}
      {step.at === 'confirm' && (
        <Confirm secret={step.secret} onCodes={(codes) => setStep({ at: 'codes', codes })} onCancel={rested} />
      )}
      {step.at === 'codes' && <Codes codes={step.codes} onDone={rested} />}
      {step.at === 'end' && (
        <End
          onCancel={rested}
          onDone={() => {
            rested();
            toasts.add({ text: t('factor.turned_off') });
          }}
        />
      )}
    </section>
  );
}

interface StepProps {
  onCancel(): void;
}

function Begin({ onSecret, onCancel }: StepProps & { onSecret(secret: FactorSecret): void }) {
  const { rest } = useTools();
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useRequest();
  return (
    <Form onSubmit={() => run(() => rest.people.beginFactor(password), onSecret, ownPassword)}>
      <PasswordField value={password} onInput={setPassword} />
      <Problem>{problem}</Problem>
      <Actions label={t(busy ? 'busy' : 'factor.begin')} onCancel={onCancel} />
    </Form>
  );
}

function Confirm({ secret, onCodes, onCancel }: StepProps & { secret: FactorSecret; onCodes(codes: string[]): void }) {
  const { rest } = useTools();
  const [code, setCode] = useState('');
  const { busy, problem, run } = useRequest();
  const inFours = secret.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <Form
      onSubmit={() =>
        run(
          () => rest.people.confirmFactor(code),
          ({ recoveryCodes }) => onCodes(recoveryCodes),
        )
      }
    >
      <p>{t('factor.secret_intro')}</p>
      <p>
        <span class="part__label">{t('factor.secret')}</span>
        <code class="code">{inFours}</code>
      </p>
      <p>
        <a class="link" href={secret.uri}>
          {t('factor.open_app')}
        </a>
      </p>
      <CodeField value={code} onInput={setCode} focus numeric />
      <Problem>{problem}</Problem>
      <Actions label={t(busy ? 'busy' : 'factor.confirm')} onCancel={onCancel} />
    </Form>
  );
}

function Codes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <div class="form" role="status">
      <h3>{t('factor.codes_title')}</h3>
      <p>{t('factor.codes_intro')}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code class="code">{code}</code>
          </li>
        ))}
      </ul>
      <div class="form__actions">
        <button type="button" class="btn btn--primary" onClick={onDone}>
          {t('factor.codes_done')}
        </button>
      </div>
    </div>
  );
}

function End({ onDone, onCancel }: StepProps & { onDone(): void }) {
  const { rest } = useTools();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { busy, problem, run } = useRequest();
  return (
    <Form onSubmit={() => run(() => rest.people.removeFactor({ password, code }), onDone, ownPassword)}>
      <PasswordField value={password} onInput={setPassword} />
      <CodeField value={code} onInput={setCode} />
      <Problem>{problem}</Problem>
      <Actions label={t(busy ? 'busy' : 'factor.turn_off')} onCancel={onCancel} />
    </Form>
  );
}

const ownPassword = ({ code }: { code: string }): string | undefined =>
  code === 'wrong_password' ? t('password.own_wrong') : undefined;

interface TypedProps {
  value: string;
  onInput(value: string): void;
}

const PasswordField = (field: TypedProps) => (
  <Field
    {...field}
    label={t('field.old_password')}
    type="password"
    name="password"
    autocomplete="current-password"
    required
    focus
  />
);

const CodeField = (field: TypedProps & { focus?: boolean; numeric?: boolean }) => (
  <Field {...field} label={t('sign_in.code')} name="code" autocomplete="one-time-code" required />
);

function Actions({ label, onCancel }: StepProps & { label: string }) {
  return (
    <div class="form__actions">
      <button type="submit" class="btn btn--primary">
        {label}
      </button>
      <button type="button" class="btn btn--line" onClick={onCancel}>
        {t('factor.cancel')}
      </button>
    </div>
  );
}
