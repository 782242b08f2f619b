import { useId } from 'preact/hooks';
import { WIDGET_LANGUAGES } from '../../protocol/languages.ts';
import { OPTION_TABLE } from '../../protocol/option-table.ts';
import { LOCALE, t } from '../text.ts';
import type { OptionValue } from './draft.ts';
import { optionText } from './option-text.ts';

const names = new Intl.DisplayNames(LOCALE, { type: 'language' });

interface GreetingFieldProps {
  locale: string;
  text: OptionValue | undefined;
  readOnly: boolean;
  onLocale(locale: string): void;
  onText(text: string | undefined): void;
}

/** The greeting bubble's text, one language at a time. */
export function GreetingField({ locale, text, readOnly, onLocale, onText }: GreetingFieldProps) {
  const id = useId();
  const spoken: readonly string[] = WIDGET_LANGUAGES;
  const languages = spoken.includes(locale) ? spoken : [locale, ...spoken];
  return (
    <div class="setting">
      <div class="setting__head">
        <label class="setting__label" for={id}>
          {optionText('welcomeMessage')}
        </label>
        <select
          class="select"
          aria-label={t('settings.language')}
          value={locale}
          onChange={(event) => onLocale(event.currentTarget.value)}
        >
          {languages.map((one) => (
            <option key={one} value={one}>
              {names.of(one)}
            </option>
          ))}
        </select>
      </div>
      <p class="setting__hint" id={`${id}-hint`}>
        {optionText('welcomeMessage.hint')}
      </p>
      <textarea
        id={id}
        class="setting__text"
        rows={3}
        maxLength={OPTION_TABLE.welcomeMessage.kind.maxLength}
        value={`${text ?? ''}`}
        readOnly={readOnly}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onText(event.currentTarget.value || undefined)}
      />
    </div>
  );
}
