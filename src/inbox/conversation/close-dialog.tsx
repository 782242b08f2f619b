import { useId, useState } from 'preact/hooks';
import { useRow, useTools } from '../shell/context.ts';
import { Modal } from '../shell/modal.tsx';
import { t } from '../text.ts';

/** Asks for the department, which is preselected, and whether the shopper is asked for a rating. */
export function CloseDialog({ conversation }: { conversation: string }) {
  const { client, dialog, departments } = useTools();
  const row = useRow(conversation);
  const [department, setDepartment] = useState(row?.department ?? departments[0] ?? '');
  const [survey, setSurvey] = useState(true);
  const id = useId();
  const done = (): void => dialog.set(undefined);

  function close(): void {
    client.send({ type: 'conversation.close', conversation, survey, ...(department !== '' && { department }) });
    done();
  }

  return (
    <Modal label={t('close.title')} onClose={done}>
      <h2 class="modal__title">{t('close.title')}</h2>
      {departments.length > 0 && (
        <div class="field">
          <label for={`${id}-department`}>{t('close.department')}</label>
          <select
            id={`${id}-department`}
            value={department}
            onChange={(event) => setDepartment(event.currentTarget.value)}
          >
            {departments.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="checkline">
        <input
          id={`${id}-survey`}
          type="checkbox"
          checked={survey}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setSurvey(event.currentTarget.checked)}
        />
        <label for={`${id}-survey`}>{t('close.survey')}</label>
        <p id={`${id}-hint`}>{t('close.survey_hint')}</p>
      </div>
      <div class="modal__actions">
        <button type="button" class="btn btn--line" onClick={done}>
          {t('dialog.cancel')}
        </button>
        <button type="button" class="btn btn--primary" onClick={close}>
          {t('close.confirm')}
        </button>
      </div>
    </Modal>
  );
}
