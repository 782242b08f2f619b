import type { LauncherSettings } from '../protocol/settings.ts';
import { pageLocale, type Written } from './written.ts';

/** The server puts the shop's settings in the place of this text when the script's address names the shop. */
const INLINED: Partial<LauncherSettings> = Object('__SHOPBELL_SETTINGS__');

/**
 * The shop's settings: those that came with the script if they are this shop's and speak the page's language, else the
 * server's answer.
 * @throws when the shop is unknown or the server does not answer
 */
export async function shopSettings(api: string, { shop, locale: wanted, country }: Written): Promise<LauncherSettings> {
  const locale = `${wanted || pageLocale()}`;
  if (INLINED.shop === shop && INLINED.locale?.slice(0, 2) === locale.slice(0, 2)) return INLINED as LauncherSettings;
  const answer = await fetch(`${api}/api/v1/shops/${shop}/widget?locale=${locale}&country=${country ?? ''}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
