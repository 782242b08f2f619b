import { type JSX, render } from 'preact';
import { afterPicture } from '../ui/after-picture.ts';
import { Panel } from './panel.tsx';
import { addStyles } from './part.tsx';
import type { Chat } from './store.ts';
import { Log } from './thread.tsx';
import { buildThread, type Thread } from './thread-model.ts';

/** Nearer to the end than this, in px, the reader follows the conversation. */
const NEAR_PX = 40;
/** Older entries are asked for when so little is left above, px. */
const OLDER_PX = 300;
/** Below this width the panel is a sheet over the whole screen. */
const PHONE = '(max-width: 480px)';
/** Screens and readers that are drawn for with more than the plain styles. */
const UNUSUAL =
  '(prefers-color-scheme:dark),(pointer:coarse),(max-width:480px),(forced-colors:active),(prefers-contrast:more),(prefers-reduced-motion)';

export interface View {
  /** Draws the closed panel, so that a click has little left to do. */
  prepare(): void;
  stop(): void;
}

/**
 * Draws the panel after each change of the chat, and does what only the finished picture allows: the place in the log, the
 * height of the composer, the focus.
 */
export function startView(chat: Chat, place: HTMLElement): View {
  const { root, frame, signal } = chat.host;
  const screen = matchMedia(UNUSUAL);
  let waiting = false;
  let wasOpen = false;
  let prepared = false;
  /** The reader has scrolled away from the end. Known by scrolling: to ask at each drawing would lay out the page. */
  let away = false;
  let newest = '';
  let thread: Thread;
  let log: JSX.Element;
  /** What those two were made of. */
  let made: readonly unknown[] = [];
  let stopSheet: (() => void) | undefined;
  let undressed = false;
  const worn: Record<string, Promise<void>> = {};
  const find = <E extends HTMLElement>(selector: string) => place.querySelector<E>(selector);

  function draw(): void {
    waiting = false;
    const state = chat.get();
    const { words, open } = state;
    // Styles may come, and a drawing be due, after the end.
    if (!words || signal.aborted || (!open && !prepared && !place.firstChild)) return;
    dress();
    if (undressed) return;
    // What goes on beside the conversation, such as a pressed key, draws no message anew.
    const from = Object.values({ ...state, text: 0, popover: 0 });
    if (from.some((one, index) => one !== made[index])) {
      thread = buildThread({ ...state, ...state.visitor, now: Date.now() });
      log = <Log chat={chat} state={state} words={words} thread={thread} />;
    }
    made = from;
    const height = away ? find('.log')!.scrollHeight : 0;
    const had = wasOpen && open && root.activeElement;
    render(<Panel chat={chat} state={state} words={words} thread={thread} log={log} />, place);
    settleLog(height);
    growComposer();
    // What had the focus is gone, or off.
    if (had && (!had.isConnected || had.matches(':disabled'))) giveFocus('.log');
    if (open !== wasOpen) {
      wasOpen = open;
      // Nothing is taken from a page that opened by itself, or from what got the focus meanwhile.
      const at = [document.activeElement, document.body];
      if (open && !chat.quiet && (navigator.userActivation?.isActive ?? true))
        afterPicture(() => wasOpen && at.includes(document.activeElement) && giveFocus('h2'));
      followScreen(open);
    }
  }

  /** What the plain styles do not cover comes before the first picture, or when it is first wanted. */
  function dress(): void {
    if (worn.looks || !(screen.matches || frame.dataset.theme === 'dark' || 'x' in (root.host as HTMLElement).dataset))
      return;
    undressed = !place.firstChild;
    void wear('looks').then(() => {
      undressed = false;
      draw();
    });
  }

  const wear = (file: 'looks' | 'long'): Promise<void> =>
    (worn[file] ??= chat.load(file).then((part) => {
      if (part) addStyles(root, part.css);
    }));

  /**
   * The scroller runs upwards from the end: what is added there moves everything, unless the reader is moved along.
   * @param height of the log before this drawing
   */
  function settleLog(height: number): void {
    const log = find('.log')!;
    const last = [...log.querySelectorAll<HTMLElement>('.msg[data-last]')].at(-1);
    const key = last?.dataset.last ?? '';
    if (key !== newest && away) {
      if (last?.classList.contains('out')) log.scrollTop = 0;
      else {
        log.scrollTop -= log.scrollHeight - height;
        chat.setBelow(true);
      }
    }
    newest = key;
    if (chat.get().visitor.timeline?.hasOlder) onScroll();
  }

  /** Near the end the reader follows again, near the beginning older entries are wanted. */
  function onScroll(): void {
    const log = find('.log')!;
    away = -log.scrollTop > NEAR_PX;
    if (!away) chat.setBelow(false);
    if (!chat.get().visitor.timeline?.hasOlder) return;
    void wear('long');
    if (wasOpen && log.scrollHeight - log.clientHeight + log.scrollTop < OLDER_PX) chat.client().loadOlder();
  }

  /** One to five lines, by what the text needs. */
  function growComposer(): void {
    const area = find<HTMLTextAreaElement>('.composer textarea');
    if (!area) return;
    area.style.blockSize = '';
    // A text without a direction is too long to be measured; it fills the five lines in any case.
    if (area.value) area.style.blockSize = area.dir ? `${area.scrollHeight}px` : '999px';
  }

  /**
   * Ready to write on a desktop, or to begin anew; on touch screens, where no keyboard may jump up, at `place`. A page in a
   * frame takes nothing from the one around it; in a window behind another it stays in order for when the shopper comes back.
   */
  function giveFocus(place: string): void {
    if (self !== top && !document.hasFocus()) return;
    const touch = matchMedia('(pointer: coarse)').matches;
    ((!touch && find('.composer textarea, .over button')) || find(place))?.focus({ preventScroll: true });
  }

  /** On a phone the panel fills the screen, and what that takes comes with it. */
  function followScreen(open: boolean): void {
    stopSheet?.();
    stopSheet = undefined;
    const phone = open && chat.embedded !== 'inline' && matchMedia(PHONE).matches;
    chat.setSheet(phone && !chat.embedded);
    if (!phone) return;
    const started = chat
      .load('sheet')
      .then((part) =>
        wasOpen ? part?.startSheet(find('.panel')!, chat.embedded ? undefined : chat.minimise) : undefined,
      );
    stopSheet = () => void started.then((stop) => stop?.());
  }

  const stopListening = chat.subscribe(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(draw);
  });
  screen.onchange = draw;
  // Scrolling does not bubble; it is caught on its way down.
  place.addEventListener('scroll', onScroll, true);
  draw();
  return {
    prepare() {
      prepared = true;
      draw();
    },
    stop() {
      waiting = true;
      // What is on its way finds no panel any more.
      wasOpen = false;
      screen.onchange = null;
      stopListening();
      stopSheet?.();
      render(null, place);
    },
  };
}
