import type { JSX, TargetedEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { slots } from '../ui/fill.ts';
import { Icon } from '../ui/icon.tsx';
import { doneIcon } from '../ui/icons.ts';
import type { Chat } from './store.ts';
import type { Words } from './words.ts';

export interface EmailCardProps {
  /** The address that was given. */
  saved?: string;
}

/** As strict as the server: one @, a dot behind it, no blanks and no marks that addresses quote. */
const ADDRESS = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(\.[^\s@<>()",;:\\.]+)+$/;

/** Asks where an answer may go when the shopper has left; never in the way of the conversation. */
export function EmailCard({ chat, words: all, saved }: EmailCardProps & { chat: Chat; words: Words }): JSX.Element {
  const words = all.email;
  const id = useId();
  const [editing, setEditing] = useState(false);
  const [wrong, setWrong] = useState(false);
  const { settings } = chat.get().visitor;
  const here = useRef<HTMLElement | null>(null);
  const drawn = useRef(false);
  // Whoever changes between address and form goes on there.
  useLayoutEffect(() => {
    if (drawn.current) here.current?.focus();
    drawn.current = true;
  }, [editing]);

  if (saved && !editing) {
    return (
      <div class="form saved" role="status">
        <Icon path={doneIcon} />
        <b>{slots(words.saved, { email: <bdi>{saved}</bdi> })}</b>
        <button
          type="button"
          class="link"
          ref={(element) => {
            here.current = element;
          }}
          onClick={() => setEditing(true)}
        >
          {words.change}
        </button>
      </div>
    );
  }
  const onSubmit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('input')!;
    const email = field.value.trim();
    const fits = email.length <= 254 && ADDRESS.test(email);
    setWrong(!fits);
    if (!fits) {
      field.focus();
      return;
    }
    chat.ask({ type: 'email.give', email });
    setEditing(false);
  };
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <b>{words.title}</b>
      <p class="sub">{words.why}</p>
      <div class="fields">
        <input
          ref={(element) => {
            here.current = element;
          }}
          type="email"
          inputMode="email"
          autoComplete="email"
          aria-label={words.label}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong ${id}` : id}
          placeholder={words.placeholder}
          defaultValue={saved ?? chat.host.identity().email ?? ''}
        />
        <button type="submit" class="btn" aria-label={words.saveLabel}>
          {words.save}
        </button>
      </div>
      {wrong && (
        <p class="fine wrong" id={`${id}-wrong`} role="alert">
          {words.wrong}
        </p>
      )}
      <p class="fine" id={id}>
        {words.fine}{' '}
        {settings?.privacyUrl && (
          <a href={settings.privacyUrl} target="_blank" rel="noopener">
            {words.privacy}
          </a>
        )}
      </p>
      <button
        type="button"
        class="link quiet"
        onClick={() => (saved ? setEditing(false) : chat.ask({ type: 'email.decline' }))}
      >
        {words.decline}
      </button>
    </form>
  );
}
