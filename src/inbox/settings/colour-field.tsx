import { useEffect, useId, useState } from 'preact/hooks';
import { bestTextOn } from '../../ui/contrast.ts';
import { Icon } from '../shell/icon.tsx';
import { t } from '../text.ts';

/** Colours to begin with. */
const SWATCHES = [
  ['#1f5b4c', 'green'],
  ['#2f4da0', 'blue'],
  ['#7a3b5c', 'mulberry'],
  ['#b4472f', 'clay'],
  ['#c98a1b', 'ochre'],
  ['#3f6b2f', 'moss'],
  ['#1d1c1a', 'ink'],
] as const;
const HEX = /^#[0-9a-f]{6}$/i;
/** From here on small text is easy for everybody (AAA); from 4.5 on it passes (AA). */
const EASY = 7;

interface ColourFieldProps {
  label: string;
  hint: string | undefined;
  readOnly: boolean;
  value: string;
  onChange(colour: string): void;
}

/** A colour, and in words how well the text on it can be read. */
export function ColourField({ label, hint, readOnly, value, onChange }: ColourFieldProps) {
  const id = useId();
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  const { colour, ratio } = bestTextOn(value);
  const wrong = !HEX.test(written);
  const write = (text: string): void => {
    const full = text.startsWith('#') ? text : `#${text}`;
    setWritten(full);
    if (HEX.test(full)) onChange(full.toLowerCase());
  };
  return (
    <fieldset class="setting" disabled={readOnly} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend class="setting__label">{label}</legend>
      {hint && (
        <p class="setting__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="colours">
        <div class="colours__set">
          {SWATCHES.map(([hex, name]) => (
            <label key={hex} class="colours__one" style={{ '--c': hex }}>
              <input
                type="radio"
                name={id}
                aria-label={t(`colour.${name}`)}
                checked={value === hex}
                onChange={() => onChange(hex)}
              />
            </label>
          ))}
        </div>
        <span class="colours__hex" style={{ '--c': value }}>
          <i aria-hidden="true" />
          <input
            value={written}
            maxLength={7}
            spellcheck={false}
            aria-label={t('colour.hex')}
            aria-invalid={wrong ? 'true' : undefined}
            aria-describedby={`${id}-contrast`}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </span>
      </div>
      <p class={`contrast${wrong ? ' contrast--wrong' : ''}`} id={`${id}-contrast`} role="status">
        <span class="contrast__sample" aria-hidden="true" style={{ '--c': value, '--t': colour }}>
          {t('colour.sample')}
        </span>
        {wrong ? t('colour.wrong') : t(ratio >= EASY ? 'colour.easy' : 'colour.passes')}
        {!wrong && (
          <b>
            {t('colour.ratio', { ratio: ratio.toFixed(1) })}
            <Icon name="check" size={16} />
          </b>
        )}
      </p>
    </fieldset>
  );
}
