import Cookies from 'js-cookie';
import { cookiePolicy } from '../ui/cookie-policy.ts';
import type { Chat } from './store.ts';
import { isIncoming } from './thread-model.ts';

/** As the launcher: after one ring the bell is silent for so long. */
const PAUSE_MS = 60_000;
/** How a small bell sounds: parts of its tone as multiples of the lowest, each with its loudness and how long it rings, s. */
const STRIKE_HZ = 1046.5;
const PARTIALS = [
  [1, 0.05, 1.4],
  [2.01, 0.025, 0.9],
  [3.02, 0.012, 0.5],
  [5.43, 0.006, 0.25],
] as const;

/** What stands last in the cookie `shopbell_ui` of somebody who wants no sound. */
const QUIET = '.q';

/** Strikes the bell once. @returns when it has rung out */
async function strike(): Promise<void> {
  const audio = new AudioContext();
  const tones = PARTIALS.map(([multiple, loudness, seconds]) => {
    const tone = new OscillatorNode(audio, { frequency: STRIKE_HZ * multiple });
    const volume = new GainNode(audio, { gain: 0 });
    const { gain } = volume;
    gain.setValueAtTime(0, audio.currentTime);
    gain.linearRampToValueAtTime(loudness, audio.currentTime + 0.008);
    gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + seconds);
    return new Promise((resolve) => {
      tone.onended = resolve;
    });
  });
  await Promise.all(tones);
  await audio.close();
}

/** Of several tabs of a shop only one is heard. */
function ring(): void {
  const alone = (lock: unknown): Promise<void> | undefined => (lock ? strike() : undefined);
  const heard = navigator.locks ? navigator.locks.request('shopbell-bell', { ifAvailable: true }, alone) : alone(true);
  // A browser that does not let us has a silent bell.
  void heard?.catch(() => {});
}

/**
 * [WI80–WI82] One soft bell for a new message that the shopper does not see come, once they have touched the page at all,
 * and unless they have switched it off in the menu. @returns the stop function
 */
export function watchSound(chat: Chat): () => void {
  const { host } = chat;
  let log = '';
  let heard = 0;
  let rungAt = Number.NEGATIVE_INFINITY;
  const uiCookie = (): string => Cookies.get('shopbell_ui') ?? '';
  let quiet = uiCookie().endsWith(QUIET);
  if (quiet) chat.setQuiet(true);

  function listen(): void {
    const { timeline } = chat.get().visitor;
    if (!timeline) return;
    const head = timeline.entries.findLast(isIncoming)?.position ?? 0;
    // What stood in the log when it was first seen is no news.
    const known = log === timeline.conversation + timeline.epoch;
    log = timeline.conversation + timeline.epoch;
    const isNew = known && head > heard;
    heard = head;
    const looking = chat.get().open && document.visibilityState === 'visible';
    const now = performance.now();
    if (!isNew || looking || quiet || now < rungAt + PAUSE_MS || !navigator.userActivation?.hasBeenActive) return;
    rungAt = now;
    ring();
  }

  /** The choice outlasts the page only where consent lets dismissals do so; the loader keeps what stands last. */
  function keep(): void {
    if (quiet === !!chat.get().quiet) return;
    quiet = !quiet;
    const { cookieConsent, cookieTTL } = host.options();
    const { ui, dismissals } = cookiePolicy(cookieConsent, host.started(), cookieTTL);
    const cookie = uiCookie().replace(QUIET, '');
    if (dismissals && cookie) host.writeCookie('shopbell_ui', cookie + (quiet ? QUIET : ''), ui);
  }

  listen();
  return chat.subscribe(() => {
    keep();
    listen();
  });
}
