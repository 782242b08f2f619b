import { useId } from 'preact/hooks';
import { Bell } from '../../ui/icon.tsx';
import type { OptionValue } from './draft.ts';
import { optionText } from './option-text.ts';

interface CornerFieldProps {
  name: string;
  label: string;
  hint: string | undefined;
  values: readonly (string | number)[];
  value: OptionValue | undefined;
  readOnly: boolean;
  onChange(value: string): void;
}

/** Where on the screen the launcher stands: a small screen with its corners. */
export function CornerField({ name, label, hint, values, value, readOnly, onChange }: CornerFieldProps) {
  const id = useId();
  return (
    <fieldset class="setting setting--row" disabled={readOnly} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend class="setting__label">{label}</legend>
      <p class="setting__hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div class="corners">
        {values.map((corner) => (
          <label key={corner} class={`corners__one corners__one--${corner}`}>
            <input
              type="radio"
              name={id}
              checked={value === corner}
              aria-label={optionText(`${name}.${corner}`) ?? `${corner}`}
              onChange={() => onChange(`${corner}`)}
            />
            <Bell />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
