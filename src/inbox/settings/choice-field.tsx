import { useId } from 'preact/hooks';
import type { OptionValue } from './draft.ts';
import { optionText } from './option-text.ts';

interface ChoiceFieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  values: readonly (string | number)[];
  value: OptionValue | undefined;
  readOnly?: boolean;
  /** There is always one; else nothing may be chosen, which has a name of its own. */
  required?: boolean;
  look?: 'tiles';
  /** The label is for screen readers only. */
  bare?: boolean;
  onChange(value: string | number | undefined): void;
}

/** One of a few, beside each other. */
export function ChoiceField({
  name,
  label,
  hint,
  values,
  value,
  readOnly,
  required,
  look,
  bare,
  onChange,
}: ChoiceFieldProps) {
  const id = useId();
  const choices: readonly (string | number | undefined)[] = required ? values : [undefined, ...values];
  return (
    <fieldset
      class={bare ? 'setting setting--bare' : 'setting'}
      disabled={readOnly}
      aria-describedby={hint ? `${id}-hint` : undefined}
    >
      <legend class={bare ? 'sb-hidden' : 'setting__label'}>{label}</legend>
      {hint && (
        <p class="setting__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class={look ?? 'seg'}>
        {choices.map((one) => (
          <label key={one} class={look && `tiles__one tiles__one--${`${one}`.replace('.', '-')}`}>
            <input type="radio" name={id} checked={value === one} onChange={() => onChange(one)} />
            {look && <i aria-hidden="true" />}
            {optionText(`${name}.${one ?? 'none'}`) ?? one}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
