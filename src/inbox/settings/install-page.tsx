import { useState } from 'preact/hooks';
import { NONCE_PLACE, snippetHtml, snippetPolicy, snippetQueue } from '../../protocol/snippet.ts';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { rich, t } from '../text.ts';

const FORMS = ['html', 'queue', 'nonce'] as const;
type Form = (typeof FORMS)[number];

/** How the chat comes onto the pages of the shop. */
export function InstallPage({ origin }: { origin: string }) {
  const { shop } = useTools();
  const [form, setForm] = useState<Form>('html');
  const target = { shop: shop.id, origin };
  const nonce = form === 'nonce' ? NONCE_PLACE : undefined;
  const snippet = form === 'html' ? snippetHtml(target) : snippetQueue({ ...target, nonce });
  return (
    <div class="install">
      <fieldset class="seg">
        <legend class="sb-hidden">{t('install.form')}</legend>
        {FORMS.map((one) => (
          <label key={one}>
            <input type="radio" name="form" checked={form === one} onChange={() => setForm(one)} />
            {t(`install.${one}`)}
          </label>
        ))}
      </fieldset>
      <ol class="steps">
        <li>
          <h2>{t('install.copy')}</h2>
          <p class="setting__hint">{t(`install.${form}_hint`)}</p>
          <CodeBox label={t('install.snippet')} code={snippet} />
        </li>
        <li>
          <h2>{rich('install.paste', { tag: <code>{'</body>'}</code> })}</h2>
          <p class="setting__hint">{t('install.paste_hint')}</p>
        </li>
        <li>
          <h2>{t('install.open')}</h2>
          <p class="setting__hint">{t('install.open_hint')}</p>
        </li>
      </ol>
      <div class="hint">
        <Icon name="info" />
        <div>
          <h2>{t('install.gtm')}</h2>
          <p>{rich('install.gtm_hint', { data: <code>data-</code> })}</p>
        </div>
      </div>
      <section class="install__csp" aria-labelledby="install-csp">
        <h2 id="install-csp">{t('install.csp')}</h2>
        <p class="setting__hint">{t('install.csp_hint')}</p>
        <CodeBox label={t('install.policy')} code={snippetPolicy(origin, nonce).join(';\n')} />
      </section>
    </div>
  );
}

function CodeBox({ label, code }: { label: string; code: string }) {
  const [copied, setCopied] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(code).then(
      () => setCopied(code),
      () => setCopied(''),
    );
  };
  return (
    <div class="codebox">
      <div class="codebox__bar">
        <span>{label}</span>
        <button type="button" class="btn" aria-label={t('install.copy_of', { what: label })} onClick={copy}>
          <Icon name={copied === code ? 'check' : 'copy'} size={16} />
          <span role="status">{t(copied === code ? 'team.copied' : 'team.copy')}</span>
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by the keyboard too */}
      <pre tabIndex={0}>
        <code>{code.trimEnd()}</code>
      </pre>
    </div>
  );
}
