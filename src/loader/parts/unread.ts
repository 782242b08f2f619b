import type { LauncherSettings } from '../../protocol/settings.ts';
import { counted } from '../../ui/counted.ts';
import { fill } from '../../ui/fill.ts';
import css from './unread.css?inline';

/** After one ring the bell is silent for so long. */
const RING_PAUSE_MS = 60_000;

/**
 * Shows a count on the launcher, and with `inTitle` before the page's title.
 * @param name what the launcher is called without it
 * @returns the launcher's name with the count in it
 */
export type ShowUnread = (
  count: number,
  settings: Pick<LauncherSettings, 'locale' | 'strings'>,
  inTitle: boolean,
  name: string,
) => string;

/** The badge counts so far. */
const MOST = 9;
/** The count that stands before a title. */
const PREFIX = /^\(\d+\) /;

/** The badge, and the one ring for a new message. The export of `parts/unread.js`, fetched with the first such message. */
export function createUnread(root: ShadowRoot, launcher: HTMLElement, signal: AbortSignal): ShowUnread {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  const badge = document.createElement('b');
  badge.className = 'sb-badge';
  badge.setAttribute('aria-hidden', 'true');
  let shown = 0;
  let rungAt = 0;

  signal.addEventListener('abort', () => {
    document.title = document.title.replace(PREFIX, '');
  });

  return (count, { locale, strings }, inTitle, name) => {
    const title = document.title.replace(PREFIX, '');
    if (inTitle) document.title = count > 0 ? `(${count}) ${title}` : title;
    badge.textContent = Math.min(count, MOST).toLocaleString(locale) + (count > MOST ? '+' : '');
    if (count > 0) launcher.append(badge);
    else badge.parentNode?.removeChild(badge);
    const now = Date.now();
    const rings = count > shown && now > rungAt + RING_PAUSE_MS;
    if (rings) rungAt = now;
    if (count !== shown) launcher.toggleAttribute('data-ring', rings);
    shown = count;
    if (count === 0) return name;
    const { unread: other, unreadOne: one, unreadForms, withUnread = '{name}, {unread}' } = strings;
    return fill(withUnread, { name, unread: counted(locale, { other, one, ...unreadForms }, count) });
  };
}
