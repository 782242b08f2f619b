import { useTools } from '../shell/context.ts';
import { Modal } from '../shell/modal.tsx';
import { t } from '../text.ts';

/** Blocking is asked twice: nobody but an administrator takes it back. */
export function BlockDialog({ conversation }: { conversation: string }) {
  const { client, dialog } = useTools();
  const done = (): void => dialog.set(undefined);
  return (
    <Modal label={t('block.title')} onClose={done}>
      <h2 class="modal__title">{t('block.title')}</h2>
      <p class="modal__hint">{t('block.body')}</p>
      <div class="modal__actions">
        <button type="button" class="btn btn--line" onClick={done}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          class="btn btn--danger"
          onClick={() => {
            client.send({ type: 'conversation.block', conversation });
            done();
          }}
        >
          {t('block.confirm')}
        </button>
      </div>
    </Modal>
  );
}
