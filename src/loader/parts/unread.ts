import type { LauncherSettings } from '../../protocol/settings.ts';
import css from './unread.css?inline';

/** After one ring the bell is silent for so long. */
const RING_PAUSE_MS = 60_000;

/**
 * Shows a count on the launcher, and with `inTitle` before the page's title.
 * @returns what the launcher's name says after "Open chat"
 */
export type ShowUnread = (count: number, strings: LauncherSettings['strings'], inTitle: boolean) => string;

/** The count that stands before a title. */
const PREFIX = /^\(\d+\) /;

/** The badge, and the one ring for a new message. The export of `parts/unread.js`, fetched with the first such message. */
export function createUnread(root: ShadowRoot, launcher: HTMLElement): ShowUnread {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  const badge = document.createElement('b');
  badge.className = 'sb-badge';
  badge.setAttribute('aria-hidden', 'true');
  let counted = 0;
  let rungAt = 0;

  return (count, strings, inTitle) => {
    const title = document.title.replace(PREFIX, '');
    if (inTitle) document.title = count > 0 ? `(${count}) ${title}` : title;
    badge.textContent = count > 9 ? '9+' : `${count}`;
    if (count > 0) launcher.append(badge);
    else badge.remove();
    const now = Date.now();
    const rings = count > counted && now > rungAt + RING_PAUSE_MS;
    if (rings) rungAt = now;
    if (count !== counted) launcher.toggleAttribute('data-ring', rings);
    counted = count;
    return count > 0 ? `, ${(count === 1 ? strings.unreadOne : strings.unread).replace('{n}', `${count}`)}` : '';
  };
}
