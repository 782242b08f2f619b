import { fill } from '../../ui/fill.ts';
import { words } from '../locales/check-en.ts';

/** What came between the page and the server. */
export interface Trouble {
  /** Files and requests that failed, each with its status where there was one. */
  blocked: Set<string>;
  /** What the page's policy has refused. */
  refused: Set<string>;
}

interface Refusal {
  blockedURL?: string;
  blockedURI?: string;
  effectiveDirective: string;
  sample?: string | null;
}

/**
 * Collects what fails of the chat, also what has failed before: browsers keep a list of loaded files, and most of them one
 * of refusals.
 * @param places beginnings of the addresses that are the chat's
 * @param changed is called after each one
 */
export function watchTrouble(places: string[], changed: () => void, signal: AbortSignal): Trouble {
  const trouble: Trouble = { blocked: new Set(), refused: new Set() };
  const isOurs = (url: string): boolean => places.some((place) => url.startsWith(place));
  const add = (list: Set<string>, line: string): void => {
    if (list.size === list.add(line).size) changed();
  };

  const refuse = ({ blockedURL, blockedURI, effectiveDirective, sample }: Refusal): void => {
    const what = blockedURL ?? blockedURI ?? '';
    // What is inline or goes into a sink has no address: the chat has none of it, but who pastes the snippet may.
    if (isOurs(what) || !/^\w+:/.test(what))
      add(
        trouble.refused,
        fill(words.refused, { directive: effectiveDirective, what: sample ? `${what} (${sample})` : what }),
      );
  };
  const failed = (url: string, status: number): void => {
    if (isOurs(url)) add(trouble.blocked, `${url}${status ? ` (${status})` : ''}`);
  };

  document.addEventListener('securitypolicyviolation', refuse, { signal });
  // Scripts that fail tell only themselves, on the way down.
  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement && target.integrity) failed(target.src, 0);
    },
    { capture: true, signal },
  );

  const files = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const { name, responseStatus, decodedBodySize, initiatorType } = entry;
      // Of the first script, which comes without CORS, another origin's browser tells nothing at all.
      if (initiatorType === 'script' && /\/shopbell\.js(\?|$)/.test(name)) continue;
      if (responseStatus >= 400 || (responseStatus === 0 && decodedBodySize === 0)) failed(name, responseStatus);
    }
  });
  files.observe({ type: 'resource', buffered: true });
  const told = (list: Report[]): void => {
    for (const { body } of list) refuse(body as unknown as Refusal);
  };
  const reports =
    'ReportingObserver' in window
      ? new ReportingObserver(told, { types: ['csp-violation'], buffered: true })
      : undefined;
  reports?.observe();
  signal.addEventListener('abort', () => {
    files.disconnect();
    reports?.disconnect();
  });
  return trouble;
}
