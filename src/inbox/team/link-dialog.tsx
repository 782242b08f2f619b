import { useId, useState } from 'preact/hooks';
import { useTools } from '../shell/context.ts';
import { Modal } from '../shell/modal.tsx';
import { t } from '../text.ts';

interface LinkDialogProps {
  /** Whom it is for. */
  who: string;
  link: string;
  sent: boolean;
}

/** A link that is shown this once, to be copied. */
export function LinkDialog({ who, link, sent }: LinkDialogProps) {
  const { dialog } = useTools();
  const [copied, setCopied] = useState(false);
  const id = useId();
  const done = (): void => dialog.set(undefined);

  async function copy(): Promise<void> {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    // Without permission the text is selected, and the keyboard copies it.
    const copies = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setCopied(copies ?? false);
  }

  return (
    <Modal label={t('team.link_title', { who })} onClose={done}>
      <h2 class="modal__title">{t('team.link_title', { who })}</h2>
      <p class="modal__hint">
        {sent ? t('team.link_sent', { who }) : t('team.link_by_hand')} {t('team.link_works_once')}
      </p>
      <div class="field">
        <label for={id}>{t('team.link')}</label>
        <input id={id} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </div>
      <p class="part__hint" role="status">
        {copied && t('team.copied')}
      </p>
      <div class="modal__actions">
        <button type="button" class="btn btn--line" onClick={() => void copy()}>
          {t('team.copy')}
        </button>
        <button type="button" class="btn btn--primary" onClick={done}>
          {t('team.done')}
        </button>
      </div>
    </Modal>
  );
}
