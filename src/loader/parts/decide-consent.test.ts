// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Options } from '../../protocol/options.ts';
import type { Consent } from '../../protocol/primitives.ts';
import type { ConsentPart } from '../../ui/consent-source.ts';
import type { Bell } from '../bell.ts';
import type { PageOptions } from '../page-options.ts';
import { decideConsent } from './decide-consent.ts';

/** A chat with parts that come when a test says so. */
function chat() {
  const life = new AbortController();
  const page = { embedded: false } as PageOptions;
  const bell = { given: { cookieConsent: 2 }, signal: life.signal } as unknown as Bell;
  const change = vi.fn();
  const parts: Record<string, (part: ConsentPart) => void> = {};
  const loadPart = (file: string) =>
    new Promise((resolve) => {
      parts[file] = resolve;
    });
  const decide = async (consentSource: Options['consentSource']) => {
    const options = { consentSource, cookieConsent: 2 } as Options;
    const holds = await decideConsent(options, page, bell, loadPart, change);
    return holds ? options.cookieConsent : undefined;
  };
  return { page, life, change, parts, decide };
}
/** A source that tests make speak. */
function source() {
  const made = { report: (_: Consent): void => {}, stopped: 0 };
  const part: ConsentPart = {
    start(report) {
      made.report = report;
      return () => {
        made.stopped++;
      };
    },
  };
  return { made, part };
}

describe('who decides about consent', () => {
  it('[CN44] the option without a source, the source with one, the command above both', async () => {
    const { page, parts, decide } = chat();
    expect(await decide('manual')).toBe(2);
    const first = decide('tcf');
    const { made, part } = source();
    parts['parts/consent-tcf.js']?.(part);
    expect(await first).toBe(0);
    made.report(1);
    expect(await decide('tcf')).toBe(1);
    page.said = 3;
    expect(await decide('tcf')).toBe(3);
    page.said = 9 as never;
    expect(await decide('tcf')).toBe(0);
  });

  it('[CN48] options that have named another source meanwhile hold; those of before do not', async () => {
    const { parts, decide } = chat();
    const slow = decide('tcf');
    const quick = decide('google');
    const [one, two] = [source(), source()];
    parts['parts/consent-google.js']?.(two.part);
    expect(await quick).toBe(0);
    parts['parts/consent-tcf.js']?.(one.part);
    expect(await slow).toBeUndefined();
    two.made.report(3);
    expect(await decide('google')).toBe(3);
  });

  it('[CN43] a change is told once, with the page’s own value as it is; not after the end', async () => {
    const { life, change, parts, decide } = chat();
    const first = decide('tcf');
    const { made, part } = source();
    parts['parts/consent-tcf.js']?.(part);
    await first;
    made.report(3);
    made.report(1);
    await vi.waitFor(() => expect(change.mock.calls).toEqual([[{ cookieConsent: 2 }]]));
    expect(await decide('tcf')).toBe(1);
    made.report(2);
    life.abort();
    await new Promise((resolve) => setTimeout(resolve));
    expect(change).toHaveBeenCalledTimes(1);
    expect(made.stopped).toBe(1);
  });
});
