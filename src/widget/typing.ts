/** "Still typing" is said this often, "stopped" after so long without a key. */
const EVERY_MS = 3000;
const STOPS_MS = 4000;

/** [WI20] Says that the shopper types, no more often than the others need to hear it. */
export function createTyping(say: (on: boolean) => void): (on: boolean) => void {
  let said = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return function type(on) {
    clearTimeout(timer);
    if (on) timer = setTimeout(type, STOPS_MS, false);
    // Clocks are set, and not only forwards.
    if (on ? Math.abs(Date.now() - said) < EVERY_MS : !said) return;
    said = on ? Date.now() : 0;
    say(on);
  };
}
