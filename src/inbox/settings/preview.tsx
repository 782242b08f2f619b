import { useEffect, useRef, useState } from 'preact/hooks';
import type { OptionsInput } from '../../protocol/options.ts';
import { Icon } from '../shell/icon.tsx';
import { t } from '../text.ts';

/** What of the chat is looked at. */
const STATES = ['close', 'welcome', 'chat'] as const;
type State = (typeof STATES)[number];
const DEVICES = ['desktop', 'phone'] as const;
type Device = (typeof DEVICES)[number];

/** The page in the frame, as far as it is spoken to. */
interface PreviewWindow {
  Shopbell?: (verb: string, options: OptionsInput) => void;
}

/** The chat itself on a page of its own, with options that are not published yet. It can be looked at, not used. */
export function Preview({ options }: { options: OptionsInput }) {
  const [state, setState] = useState<State>('chat');
  const [device, setDevice] = useState<Device>('desktop');
  return (
    <section class="preview" aria-label={t('preview.label')}>
      <div class="preview__bar">
        <Switch
          label={t('preview.state')}
          values={STATES}
          value={state}
          onChange={(next: State) => setState(next)}
          text={(one: State) => t(`preview.${one}`)}
        />
        <Switch
          label={t('preview.device')}
          values={DEVICES}
          value={device}
          onChange={(next: Device) => setDevice(next)}
          text={(one: Device) => t(`preview.${one}`)}
        />
      </div>
      <div class={`preview__screen preview__screen--${device}`}>
        <p class="preview__top" aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
        {/* Another state or size is another visit to the page. */}
        <PreviewFrame key={`${state} ${device}`} options={{ ...options, widgetState: state, closeDelay: 0 }} />
      </div>
      <p class="preview__note">
        <Icon name="info" size={16} />
        {t('preview.note')}
      </p>
    </section>
  );
}

function PreviewFrame({ options }: { options: OptionsInput }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loaded, setLoaded] = useState(false);
  const begun = useRef(false);
  const told = JSON.stringify(options);
  useEffect(() => {
    if (!loaded) return;
    const page = frame.current?.contentWindow as unknown as PreviewWindow | null | undefined;
    page?.Shopbell?.(begun.current ? 'update' : 'init', options);
    begun.current = true;
  }, [loaded, told]);
  return (
    <iframe
      ref={frame}
      class="preview__page"
      title={t('preview.frame')}
      src="/inbox/preview"
      inert
      tabIndex={-1}
      onLoad={() => setLoaded(true)}
    />
  );
}

interface SwitchProps<T extends string> {
  label: string;
  values: readonly T[];
  value: T;
  text: (value: T) => string;
  onChange(value: T): void;
}

function Switch<T extends string>({ label, values, value, text, onChange }: SwitchProps<T>) {
  return (
    <fieldset class="seg seg--quiet">
      <legend class="sb-hidden">{label}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={label} checked={value === one} onChange={() => onChange(one)} />
          {text(one)}
        </label>
      ))}
    </fieldset>
  );
}
