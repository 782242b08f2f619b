import { useState } from 'preact/hooks';
import type { SettingsResource } from '../../protocol/rest-settings.ts';
import { useStore } from '../../ui/store.ts';
import { useTools } from '../shell/context.ts';
import { Problem } from '../shell/field.tsx';
import { useRequest } from '../shell/use-request.ts';
import { t, tn } from '../text.ts';
import {
  changesOf,
  type Draft,
  draftOf,
  FIELD_ROWS,
  greetingName,
  isAllowed,
  optionsOf,
  patchOf,
  without,
} from './draft.ts';
import { GreetingField } from './greeting-field.tsx';
import { OptionField } from './option-field.tsx';
import { Preview } from './preview.tsx';

interface AppearancePageProps {
  settings: SettingsResource;
  readOnly: boolean;
  onSaved(settings: SettingsResource): void;
}

/** How the chat looks and behaves on all pages of the shop. Nothing is published before it is saved. */
export function AppearancePage({ settings, readOnly, onSaved }: AppearancePageProps) {
  const { rest, toasts, unpublished } = useTools();
  const request = useRequest();
  const saved = draftOf(settings);
  // The page may be left, or laid out anew on a screen that is turned: what was written outlives it.
  const draft: Draft = { ...saved, ...useStore(unpublished) };
  const [locale, setLocale] = useState(settings.locale);
  const changes = changesOf(saved, draft);
  const valid = FIELD_ROWS.every(([name, { kind }]) => isAllowed(kind, draft[name]));
  // What is as it was is no change, whatever a colleague publishes meanwhile.
  const set = (name: string, value: Draft[string]): void =>
    unpublished.set(without({ ...unpublished.get(), [name]: value }, saved));

  function publish(): void {
    const sent = unpublished.get();
    request.run(
      () => rest.saveSettings(patchOf(draft)),
      (now) => {
        onSaved(now);
        unpublished.set(without(unpublished.get(), sent));
        toasts.add({ text: t('settings.saved') });
      },
    );
  }

  return (
    <form
      class="settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid && changes > 0) publish();
      }}
    >
      <div class="settings__bar">
        <h2>{t('settings.appearance')}</h2>
        <p role="status">{changes > 0 && <span class="tag tag--warm">{tn('settings.unsaved', changes)}</span>}</p>
        {!readOnly && (
          <>
            <button type="button" class="btn" disabled={changes === 0} onClick={() => unpublished.set({})}>
              {t('settings.discard')}
            </button>
            <button type="submit" class="btn btn--primary" disabled={changes === 0 || !valid || request.busy}>
              {t(request.busy ? 'busy' : 'settings.publish')}
            </button>
          </>
        )}
      </div>
      <div class="settings__body">
        <div class="settings__form">
          <Problem>{request.problem}</Problem>
          {readOnly && <p class="setting__hint">{t('settings.read_only')}</p>}
          {FIELD_ROWS.map(([name, row]) => (
            <OptionField
              key={name}
              name={name}
              row={row}
              value={draft[name]}
              readOnly={readOnly}
              onChange={(value) => set(name, value)}
            />
          ))}
          <GreetingField
            locale={locale}
            text={draft[greetingName(locale)]}
            readOnly={readOnly}
            onLocale={setLocale}
            onText={(text) => set(greetingName(locale), text)}
          />
        </div>
        <Preview options={optionsOf(draft, settings.shop, locale)} />
      </div>
    </form>
  );
}
