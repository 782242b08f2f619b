/** One soft stroke of a shop bell. Browsers allow sound only after a gesture, so it is silent until the first one. */
export interface Bell {
  ring(): void;
  stop(): void;
}

/** Partials of a small bell: frequency in Hz, loudness, seconds until it has died away. */
const PARTIALS: readonly (readonly [number, number, number])[] = [
  [1318.5, 0.09, 1.4],
  [2637, 0.035, 0.9],
  [3951, 0.015, 0.5],
];

/** `makeContext` is called on the first gesture within `page`. */
export function createBell(page: EventTarget, makeContext: () => AudioContext): Bell {
  const abort = new AbortController();
  let context: AudioContext | undefined;
  const wake = (): void => {
    context ??= makeContext();
    void context.resume();
  };
  for (const gesture of ['pointerdown', 'keydown']) {
    page.addEventListener(gesture, wake, { signal: abort.signal, once: true });
  }
  return {
    ring() {
      if (context?.state !== 'running') return;
      const start = context.currentTime;
      for (const [frequency, loudness, seconds] of PARTIALS) {
        const tone = context.createOscillator();
        const volume = context.createGain();
        tone.frequency.value = frequency;
        volume.gain.setValueAtTime(0, start);
        volume.gain.linearRampToValueAtTime(loudness, start + 0.006);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
        tone.connect(volume).connect(context.destination);
        tone.start(start);
        tone.stop(start + seconds);
      }
    },
    stop() {
      abort.abort();
      void context?.close();
    },
  };
}
