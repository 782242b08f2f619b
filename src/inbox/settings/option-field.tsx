import { useId } from 'preact/hooks';
import { allowed, type OptionKind, type OptionRow } from '../../protocol/option-kinds.ts';
import { t } from '../text.ts';
import { ChoiceField } from './choice-field.tsx';
import { ColourField } from './colour-field.tsx';
import { CornerField } from './corner-field.tsx';
import { isAllowed, type OptionValue } from './draft.ts';
import { optionText } from './option-text.ts';

interface OptionFieldProps {
  /** Of the row: `appearance.accent`. */
  name: string;
  row: OptionRow;
  value: OptionValue | undefined;
  readOnly: boolean;
  onChange(value: OptionValue | undefined): void;
}

/** The field of one row of the option table: its kind says how it looks, its name what it is called. */
export function OptionField({ name, row, value, readOnly, onChange }: OptionFieldProps) {
  const label = optionText(`${name}`) ?? name;
  const hint = optionText(`${name}.hint`);
  const { kind } = row;
  const shared = { name, label, hint, readOnly };
  if (kind.is === 'colour')
    return <ColourField {...shared} value={`${value ?? row.default ?? ''}`} onChange={onChange} />;
  if (name === 'position.corner' && kind.is === 'choice')
    return <CornerField {...shared} values={kind.values} value={value ?? row.default} onChange={onChange} />;
  if (kind.is === 'choice')
    return (
      <ChoiceField
        {...shared}
        values={kind.values}
        value={value ?? row.default}
        required={row.default !== undefined}
        onChange={onChange}
      />
    );
  if (name === 'appearance.radius')
    return (
      <ChoiceField
        {...shared}
        look="tiles"
        values={[0, 1, 1.35]}
        value={value ?? row.default}
        required
        onChange={onChange}
      />
    );
  if (kind.is === 'boolean')
    return <SwitchField {...shared} value={(value ?? row.default) === true} onChange={onChange} />;
  return <LineField {...shared} kind={kind} preset={row.default} value={value} onChange={onChange} />;
}

interface Shared {
  name: string;
  label: string;
  hint: string | undefined;
  readOnly: boolean;
}

/** What the input of that id is called, and what it does. */
const Heading = ({ id, label, hint }: { id: string; label: string; hint: string | undefined }) => (
  <div>
    <label class="setting__label" for={id}>
      {label}
    </label>
    {hint && (
      <p class="setting__hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

function SwitchField({
  label,
  hint,
  readOnly,
  value,
  onChange,
}: Shared & { value: boolean; onChange(on: boolean): void }) {
  const id = useId();
  return (
    <div class="setting setting--row">
      <Heading id={id} label={label} hint={hint} />
      <input
        id={id}
        class="switch"
        type="checkbox"
        role="switch"
        aria-checked={value}
        checked={value}
        disabled={readOnly}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}

interface LineFieldProps extends Shared {
  kind: OptionKind;
  preset: OptionValue | undefined;
  value: OptionValue | undefined;
  onChange(value: OptionValue | undefined): void;
}

/** A number, a text or an address. Emptied, it has no value. */
function LineField({ name, label, hint, readOnly, kind, preset, value, onChange }: LineFieldProps) {
  const id = useId();
  const wrong = !isAllowed(kind, value);
  const isNumber = kind.is === 'number';
  const read = (text: string): OptionValue | undefined => {
    if (text.trim() === '') return undefined;
    return isNumber && /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : text;
  };
  return (
    <div class={`setting setting--row${isNumber ? ' setting--number' : ''}`}>
      <Heading id={id} label={label} hint={hint} />
      <div class="field setting__field">
        <input
          id={id}
          name={name}
          value={`${value ?? ''}`}
          placeholder={preset === undefined ? optionText(`${name}.empty`) : `${preset}`}
          inputMode={isNumber ? 'decimal' : undefined}
          maxLength={kind.is === 'text' ? kind.maxLength : undefined}
          readOnly={readOnly}
          spellcheck={false}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={`${hint ? `${id}-hint` : ''}${wrong ? ` ${id}-wrong` : ''}`.trim() || undefined}
          onInput={(event) => onChange(read(event.currentTarget.value))}
        />
        {wrong && (
          <p class="setting__wrong" id={`${id}-wrong`}>
            {t('settings.allowed', { what: allowed(kind) })}
          </p>
        )}
      </div>
    </div>
  );
}
