import type { ComponentChild } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface FieldProps {
  label: string;
  value: string;
  onInput(value: string): void;
  type?: 'text' | 'email' | 'password';
  name?: string;
  autocomplete?: string;
  hint?: string;
  /** What was wrong with all of the form: said elsewhere, marked here. */
  invalid?: boolean;
  required?: boolean;
  readOnly?: boolean;
  numeric?: boolean;
  focus?: boolean;
}

/** A labelled line of text. */
export function Field({ label, value, onInput, type = 'text', hint, invalid, numeric, focus, ...input }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        // Preact's types want one literal; all three are drawn alike.
        type={type as 'text'}
        id={id}
        value={value}
        maxLength={254}
        inputMode={numeric ? 'numeric' : undefined}
        spellcheck={false}
        aria-invalid={invalid ? 'true' : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        ref={(element) => {
          if (focus && element && element.dataset.focused === undefined) {
            element.dataset.focused = '';
            element.focus();
          }
        }}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** What went wrong, spoken at once. There from the start, so that its first words are heard. */
export function Problem({ children }: { children: string | undefined }) {
  return (
    <p class="problem" role="alert">
      {children !== undefined && (
        <>
          <Icon name="warning" size={16} />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}

interface FormProps {
  class?: string;
  onSubmit(): void;
  children: ComponentChild;
}

/** A form that never leaves the page. */
export function Form({ class: look = 'form', onSubmit, children }: FormProps) {
  return (
    <form
      class={look}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
