import { fill } from '../../ui/fill.ts';
import type { Bell, Dispatch } from '../bell.ts';
import { findOptions } from '../debug/find-options.ts';
import type { Finding } from '../debug/finding.ts';
import {
  cartFinding,
  chatFinding,
  consentFinding,
  filesFinding,
  languageFinding,
  snippetFinding,
  troubleFindings,
  versionFinding,
} from '../debug/findings.ts';
import { type Heard, listen } from '../debug/listen.ts';
import { createOverlay } from '../debug/overlay.ts';
import { probeClock, probeConnection } from '../debug/probe.ts';
import { watchTrouble } from '../debug/watch-trouble.ts';
import { words } from '../locales/check-en.ts';

/** The check's own connection, and how the chat's is. */
const withState = (finding: Finding, { connection }: Heard): Finding => ({
  ...finding,
  more: connection && [fill(words.chatIs, { state: connection })],
});

/** Of a chat that could be begun several times on a page, one check is enough. */
let standing: AbortController | undefined;

/**
 * Shows on the page what the chat found there and what stands in its way: the export of `parts/debug.js`, fetched where the
 * page's address has `shopbell-debug` in it. It works without the chat: why that does not come is the question then.
 * @param running the chat's commands, once it answers
 * @param loadWidget fetches what opening the chat would
 */
export function inspect(bell: Bell, running: Promise<Dispatch>, loadWidget: () => Promise<unknown>): void {
  const { api, base, signal } = bell;
  standing?.abort();
  const stop = new AbortController();
  standing = stop;
  signal.addEventListener('abort', () => stop.abort());
  let heard: Heard = { errors: [] };
  /** What the server has answered; undefined while it is being asked. */
  let asked: Finding[] | undefined;
  let waiting: number | undefined;

  const overlay = createOverlay({ again: () => void look(), close: () => stop.abort() });
  const trouble = watchTrouble([`${api}/`, api.replace(/^http/, 'ws'), base], soon, stop.signal);
  stop.signal.addEventListener('abort', () => {
    cancelAnimationFrame(waiting ?? 0);
    overlay.remove();
  });

  function draw(): void {
    waiting = undefined;
    const options = findOptions(bell);
    const findings = [
      chatFinding(bell, options),
      snippetFinding(),
      versionFinding(),
      languageFinding(bell, options),
      consentFinding(options, heard),
      cartFinding(options, heard),
      ...(asked ?? [{ name: words.connection, mark: 'note' as const, says: words.looking }]).map((one) =>
        one.name === words.connection ? withState(one, heard) : one,
      ),
      ...troubleFindings(trouble, heard),
    ];
    overlay.show({ findings, options, looking: !asked });
  }
  function soon(): void {
    if (!stop.signal.aborted) waiting ??= requestAnimationFrame(draw);
  }

  async function look(): Promise<void> {
    const { options } = findOptions(bell);
    asked = undefined;
    draw();
    const settings = `${api}/api/v1/shops/${encodeURIComponent(options.shop)}/widget`;
    asked = await Promise.all([
      filesFinding(loadWidget),
      probeConnection(api, options.shop, stop.signal),
      probeClock(settings, stop.signal),
    ]);
    soon();
  }

  running.then(
    (dispatch) => {
      if (!stop.signal.aborted) heard = listen(dispatch, soon, stop.signal);
    },
    // What failed then stands among what was blocked.
    () => soon(),
  );
  void look();
}
