import { type TextKey, t } from '../text.ts';
import { useTools } from './context.ts';
import { Modal } from './modal.tsx';

const ROWS: readonly { keys: readonly string[]; text: TextKey }[] = [
  { keys: ['J', 'K'], text: 'keys.move' },
  { keys: ['R'], text: 'keys.reply' },
  { keys: ['N'], text: 'keys.note' },
  { keys: ['E'], text: 'keys.close' },
  { keys: ['A'], text: 'keys.assign' },
  { keys: ['P'], text: 'keys.priority' },
  { keys: ['⌘K', 'Ctrl K'], text: 'keys.search' },
  { keys: ['?'], text: 'keys.all' },
];

const HINTED: readonly TextKey[] = ['keys.move', 'keys.reply', 'keys.note', 'keys.close', 'keys.all'];

/** The most useful keys in one line. */
export function KeyHints() {
  return (
    <p class="keys">
      {ROWS.filter((row) => HINTED.includes(row.text)).map((row) => (
        <span key={row.text}>
          {row.keys.map((key) => (
            <kbd class="key" key={key}>
              {key}
            </kbd>
          ))}{' '}
          {t(row.text)}
        </span>
      ))}
    </p>
  );
}

export function ShortcutsDialog() {
  const { dialog } = useTools();
  const close = (): void => dialog.set(undefined);
  return (
    <Modal label={t('keys.title')} onClose={close}>
      <h2 class="modal__title">{t('keys.title')}</h2>
      <dl class="keylist">
        {ROWS.map((row) => (
          <div key={row.text}>
            <dt>{t(row.text)}</dt>
            <dd>
              {row.keys.map((key) => (
                <kbd class="key" key={key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="modal__hint">{t('keys.hint')}</p>
      <div class="modal__actions">
        <button type="button" class="btn btn--primary" onClick={close}>
          {t('dialog.done')}
        </button>
      </div>
    </Modal>
  );
}
