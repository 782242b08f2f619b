import { Icon } from '../shell/icon.tsx';
import { MenuButton } from '../shell/menu.tsx';
import { t } from '../text.ts';

interface SendButtonProps {
  note: boolean;
  byEmail: boolean;
  ready: boolean;
  canClose: boolean;
  /** Sends, then asks how to close. */
  onClose(): void;
}

/** Sends what is written. The button is always called "Send"; that it goes by email stands beside the name. */
export function SendButton({ note, byEmail, ready, canClose, onClose }: SendButtonProps) {
  const look = note ? 'btn--note' : 'btn--primary';
  return (
    <span class="split">
      <button type="submit" class={`btn ${look}`} aria-disabled={!ready}>
        <span>
          {t(note ? 'composer.add_note' : 'composer.send')}
          {!note && byEmail && <span aria-hidden="true">{t('composer.by_email')}</span>}
        </span>
      </button>
      {canClose && (
        <MenuButton
          label={t('composer.options')}
          class={`btn ${look}`}
          items={[
            {
              kind: 'action',
              key: 'close',
              label: t(note ? 'composer.note_and_close' : 'composer.and_close'),
              icon: 'check',
              run: onClose,
            },
          ]}
        >
          <Icon name="chevron-down" size={16} />
        </MenuButton>
      )}
    </span>
  );
}
