import { render } from 'preact';
import { Panel } from './panel.tsx';
import { addStyles } from './part.tsx';
import type { Chat } from './store.ts';

/** Nearer to the end than this, in px, the reader follows the conversation. */
const NEAR_PX = 40;
/** Older entries are asked for when so little is left above, px. */
const OLDER_PX = 300;
/** Below this width the panel is a sheet over the whole screen. */
const PHONE = '(max-width: 480px)';
/** Screens and readers that are drawn for with more than the plain styles. */
const UNUSUAL =
  '(prefers-color-scheme:dark),(pointer:coarse),(max-width:480px),(forced-colors:active),(prefers-contrast:more),(prefers-reduced-motion)';

/**
 * Draws the panel after each change of the chat, and does what only the finished picture allows: the place in the log, the
 * height of the composer, the focus. @returns the stop function
 */
export function startView(chat: Chat, place: HTMLElement): () => void {
  const { root, frame } = chat.host;
  const screen = matchMedia(UNUSUAL);
  let waiting = false;
  let wasOpen = false;
  let newest = '';
  let height = 0;
  let stopSheet: (() => void) | undefined;
  let dressing: Promise<void> | undefined;
  let undressed = false;
  const find = <E extends HTMLElement>(selector: string) => place.querySelector<E>(selector);

  function draw(): void {
    waiting = false;
    const state = chat.get();
    const { words, open } = state;
    if (!words || (!open && !wasOpen && !place.firstChild)) return;
    dress();
    if (undressed) return;
    render(<Panel chat={chat} state={state} words={words} />, place);
    settleLog();
    growComposer();
    if (open !== wasOpen) {
      wasOpen = open;
      if (open) takeFocus();
      followScreen(open);
    }
  }

  /** What the plain styles do not cover comes before the first picture, or when it is first wanted. */
  function dress(): void {
    if (dressing || !(screen.matches || frame.dataset.theme === 'dark' || 'x' in (root.host as HTMLElement).dataset))
      return;
    undressed = !place.firstChild;
    dressing = chat.load('looks').then((part) => {
      if (part) addStyles(root, part.css);
      undressed = false;
      draw();
    });
  }

  /** The scroller runs upwards from the end: what is added there moves everything, unless the reader is moved along. */
  function settleLog(): void {
    const log = find('.log')!;
    const away = -log.scrollTop > NEAR_PX;
    const last = [...log.querySelectorAll<HTMLElement>('.msg[data-last]')].at(-1);
    const key = last?.dataset.last ?? '';
    const grown = log.scrollHeight - height;
    if (key !== newest && last?.classList.contains('out')) log.scrollTop = 0;
    else if (key !== newest && away) {
      log.scrollTop -= grown;
      chat.setBelow(true);
    } else if (!away) chat.setBelow(false);
    newest = key;
    height = log.scrollHeight;
    const { timeline } = chat.get().visitor;
    if (wasOpen && timeline?.hasOlder && height - log.clientHeight + log.scrollTop < OLDER_PX)
      chat.client().loadOlder();
  }

  /** One to five lines, by what the text needs. */
  function growComposer(): void {
    const area = find<HTMLTextAreaElement>('.composer textarea');
    if (!area) return;
    area.style.blockSize = '';
    if (area.value) area.style.blockSize = `${area.scrollHeight}px`;
  }

  /** Ready to write on a desktop; on touch screens no keyboard jumps up. Nothing is taken from a page that opened by itself. */
  function takeFocus(): void {
    const byHand = navigator.userActivation?.isActive ?? true;
    const touch = matchMedia('(pointer: coarse)').matches;
    if (byHand) ((!touch && find('.composer textarea')) || find('h2'))?.focus({ preventScroll: true });
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
  place.addEventListener('scroll', settleLog, true);
  draw();
  return () => {
    waiting = true;
    screen.onchange = null;
    stopListening();
    stopSheet?.();
    render(null, place);
  };
}
