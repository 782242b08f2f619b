import { NATIVE_STATES, type NativeState } from '../../protocol/native.ts';

/** The app as the user sees it. */
export interface Life {
  /** False when there is no such state. */
  enter(state: NativeState): boolean;
}

/**
 * [NA21, NA22] Not every WebView is told that its app went to the background. The app's word is given to the page in the
 * words that browsers have for it: hidden and visible, frozen and resumed. The first decides what counts as read, the
 * second whether there is a connection.
 */
export function layLife(page: Document, signal: AbortSignal): Life {
  let state: NativeState = 'active';
  const say = (name: string): boolean => page.dispatchEvent(new Event(name));
  Object.defineProperty(page, 'visibilityState', {
    configurable: true,
    get: () => (state === 'active' ? 'visible' : 'hidden'),
  });
  signal.addEventListener('abort', () => Reflect.deleteProperty(page, 'visibilityState'));

  return {
    enter(next) {
      if (!NATIVE_STATES.includes(next)) return false;
      const before = state;
      state = next;
      if (next === before) return true;
      say('visibilitychange');
      if (before === 'background') say('resume');
      if (next === 'background') say('freeze');
      return true;
    },
  };
}
