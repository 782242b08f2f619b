import type { Options } from '../protocol/options.ts';
import type { Consent } from '../protocol/primitives.ts';
import type { LauncherSettings } from '../protocol/settings.ts';
import type { Bell } from './bell.ts';
import { DEFAULTS } from './defaults.ts';
import type * as OptionsPart from './parts/options.ts';
import type { LoadPart } from './parts.ts';
import { gather, type Written } from './written.ts';

interface PrivacyControl extends Navigator {
  globalPrivacyControl?: boolean;
}

/** The options of this page as they are now, checked, with defaults. */
export interface PageOptions {
  now: Options;
  /** The page has nothing but the chat, or the chat stands in an element of it. */
  embedded: boolean;
  /** The level that the page has said by its command: above what any tool for consent says. */
  said?: Consent;
  /** Reads them again, with what `init` or `update` has just added. The shop stays the one that was drawn. */
  add(more: Written): Promise<void>;
}

/** Options that need no check against the table. For any other, `parts/options.js` reads them all. */
const PLAIN =
  /^(shop,.+|country,(?!UK)[A-Z]{2}|locale,[a-zA-Z-]{2,9}|widgetState,(welcome|chat|close)|minimizable,(true|false)|cookieConsent,[0-3])$/;
/** What stands for a number or a boolean. */
const VALUE = /^(true|false|\d)$/;

/** @param change does what `update` does; asked for once the page has been taken over */
export async function createPageOptions(
  bell: Bell,
  loadPart: LoadPart,
  change: (more: Written) => void,
): Promise<PageOptions> {
  const { query, data, given, found, pageLocale } = bell;
  const { options: shop, appearance } = found as Partial<LauncherSettings>;
  const isDressed = appearance?.launcherIcon || appearance?.launcherText;
  let part: typeof OptionsPart | undefined;
  const page: PageOptions = {
    now: {} as Options,
    embedded: false,
    async add(more) {
      Object.assign(given, more, { shop: page.now.shop });
      await read();
    },
  };

  async function read(): Promise<void> {
    const written = Object.entries(gather(shop!, Object.fromEntries(new URLSearchParams(query)), data, given));
    const plain = written.every((option) => PLAIN.test(`${option}`));
    if (!part && (!plain || data.page != null || isDressed || document.getElementById('hdAttributes')))
      part = (await loadPart('parts/options.js')) as typeof OptionsPart;
    if (part) await part.renew(page, bell, loadPart, change);
    else {
      const values = written.map(([name, value]) => [name, VALUE.test(`${value}`) ? JSON.parse(`${value}`) : value]);
      page.now = { ...DEFAULTS, ...Object.fromEntries(values) };
    }
    page.now.locale ??= pageLocale();
    // [CN17] Who asks every page for privacy is counted by none.
    if ((navigator as PrivacyControl).globalPrivacyControl) (page.now.cookieConsent as number) &= 1;
  }

  await read();
  return page;
}
