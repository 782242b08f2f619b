// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSound } from './sound.ts';
import { log, MARTA, startChat, text, timeline } from './testing/fakes.ts';

let struck = 0;
let stops: (() => void)[] = [];
const said = [log(['visitor', text('Hi')])[0]!];
const more = (count: number) =>
  log(['visitor', text('Hi')], ...Array.from({ length: count }, (): Parameters<typeof log>[0] => [MARTA, text('Yes')]));

/** An audio context that counts how often it was asked for. */
function fakeAudio(): void {
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  vi.stubGlobal('AudioContext', function AudioContext() {
    struck += 1;
    return { currentTime: 0, destination: {}, close: async () => {} };
  });
  vi.stubGlobal('GainNode', function GainNode() {
    return { gain, connect: (next: unknown) => next };
  });
  vi.stubGlobal('OscillatorNode', function OscillatorNode() {
    return { connect: (next: unknown) => next, start() {}, stop() {} };
  });
}

/** A conversation that the page has found, watched for sounds; the panel is closed. */
function watched(change: Parameters<typeof startChat>[0] = {}) {
  const made = startChat(change);
  made.client.become({ connection: { at: 'online' }, timeline: timeline(said) });
  stops.push(watchSound(made.chat), made.stop);
  return made;
}

beforeEach(() => {
  struck = 0;
  fakeAudio();
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubGlobal('navigator', { ...navigator, languages: ['en'], userActivation: { hasBeenActive: true } });
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the bell that is heard', () => {
  it('[WI80] rings once for what comes while the panel is closed, and then not for a minute', () => {
    const { client } = watched();
    client.become({ timeline: timeline(more(1)) });
    client.become({ timeline: timeline(more(2)) });
    expect(struck).toBe(1);
    vi.advanceTimersByTime(60_001);
    client.become({ timeline: timeline(more(3)) });
    expect(struck).toBe(2);
  });

  it('[WI80] is silent for what the shopper sees come, and heard when the tab is hidden', () => {
    const { client, chat } = watched();
    chat.open();
    client.become({ timeline: timeline(more(1)) });
    expect(struck).toBe(0);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    client.become({ timeline: timeline(more(2)) });
    expect(struck).toBe(1);
  });

  it('[WI80] is silent for what stood in a log that is first seen, and for the shopper’s own words', () => {
    const { client } = watched();
    client.become({ timeline: timeline(more(2), { epoch: 'another' }) });
    client.become({ timeline: timeline(log(['visitor', text('Hi')], ['visitor', text('Hello?')])) });
    expect(struck).toBe(0);
  });

  it('[WI81] is silent before the first gesture on the page', () => {
    vi.stubGlobal('navigator', { ...navigator, userActivation: { hasBeenActive: false } });
    const { client } = watched();
    client.become({ timeline: timeline(more(1)) });
    expect(struck).toBe(0);
  });

  it('[WI82] is silent once switched off, and the choice is kept only with personalisation', () => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('shopbell_ui=close.1.0');
    const plain = watched();
    plain.chat.setQuiet(true);
    plain.client.become({ timeline: timeline(more(1)) });
    expect(struck).toBe(0);
    expect(plain.cookies).toEqual([]);
    const personal = watched({ cookieConsent: 1 });
    personal.chat.setQuiet(true);
    personal.chat.setQuiet(false);
    expect(personal.cookies).toEqual([
      ['close.1.0.q', 365],
      ['close.1.0', 365],
    ]);
  });

  it('[WI82] is silent where an earlier page was told so', () => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('a=b; shopbell_ui=close.1.0.q; c=d');
    const { client, chat } = watched({ cookieConsent: 1 });
    client.become({ timeline: timeline(more(1)) });
    expect([struck, chat.get().quiet]).toEqual([0, true]);
  });
});
