import type { Options } from '../../protocol/options.ts';
import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentPart } from '../../ui/consent-source.ts';
import type { Bell } from '../bell.ts';
import type { PageOptions } from '../page-options.ts';
import type { LoadPart } from '../parts.ts';
import type { Written } from '../written.ts';

/** Does what `update` does. */
export type ChangeOptions = (more: Written) => void;

/** The source that is followed now. */
interface Followed {
  source: Options['consentSource'];
  level: Consent;
  /** The level that the options have had from it last. */
  taken: Consent;
  /** Over once its part has come and said what is known already, or cannot be had. */
  begun: Promise<void>;
  stop: AbortController;
}

/** One for each chat, as long as it lives. */
const followed = new WeakMap<AbortSignal, Followed>();

const isLevel = (level: unknown): boolean => /^[0-3]$/.test(`${level}`);

/**
 * Puts the level that counts into the options: with a source, what the page has said by the command `consent`, else what the
 * source says, and 0 as long as it says nothing. The source is followed from the first such options to the chat's end, or
 * until the options name another.
 * @returns whether these options still hold: later ones may have named another source meanwhile
 */
export async function decideConsent(
  options: Options,
  page: PageOptions,
  bell: Bell,
  loadPart: LoadPart,
  change: ChangeOptions,
): Promise<boolean> {
  const { signal } = bell;
  let now = followed.get(signal);
  if (now?.source !== options.consentSource) {
    now?.stop.abort();
    now = follow(options.consentSource, page, bell, loadPart, change);
    followed.set(signal, now);
  }
  if (now.source === 'manual') return true;
  // Where the tool is on the page already, nothing is done before its answer is known.
  await now.begun;
  if (now.stop.signal.aborted) return false;
  now.taken = now.level;
  const { said } = page;
  if (said === undefined) options.cookieConsent = now.level;
  else options.cookieConsent = isLevel(said) ? (+said as Consent) : 0;
  return true;
}

function follow(
  source: Options['consentSource'],
  page: PageOptions,
  { given, signal }: Bell,
  loadPart: LoadPart,
  change: ChangeOptions,
): Followed {
  const stop = new AbortController();
  const one: Followed = { source, level: 0, taken: 0, begun: Promise.resolve(), stop };
  let isNews = false;
  signal.addEventListener('abort', () => stop.abort());

  const tell = (): void => {
    if (stop.signal.aborted || page.said !== undefined || one.level === one.taken) return;
    one.taken = one.level;
    // The page's own value stays what it is.
    change({ cookieConsent: given.cookieConsent });
  };
  function report(level: Consent): void {
    if (level === one.level) return;
    one.level = level;
    // Whoever changes the options stands only at the end of this turn.
    if (isNews) setTimeout(tell);
  }

  async function begin(): Promise<void> {
    try {
      const part = (await loadPart(`parts/consent-${source}.js`)) as ConsentPart;
      if (stop.signal.aborted) return;
      stop.signal.addEventListener('abort', part.start(report));
      // Some tools answer by a promise.
      await new Promise((resolve) => setTimeout(resolve));
      isNews = true;
    } catch (error) {
      // The next reading of the options tries again.
      followed.delete(signal);
      console.warn(`Shopbell: what follows consentSource ${source} did not load (${error}). Consent counts as 0.`);
    }
  }
  if (source !== 'manual') one.begun = begin();
  return one;
}
