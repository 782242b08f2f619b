import type { Options } from '../protocol/options.ts';
import type { LauncherSettings } from '../protocol/settings.ts';
import { readMemory, type WidgetState, writeMemory } from './cookies.ts';
import type { Door } from './door.ts';
import type { Events } from './events.ts';
import { removeShells } from './shells.ts';
import css from './stage.css?inline';

/** A click that comes so soon after the panel has opened by itself was meant to open it. */
const HASTE_MS = 500;
/** A dismissed greeting stays away for so long. */
const DISMISSED_DAYS = 7;

export interface StageParts {
  door: Door;
  events: Events;
  options(): Options;
  settings(): LauncherSettings;
  /** The launcher's name with unread messages in it. */
  named(name: string): string;
  /** The panel should open, or close. */
  onOpen(open: boolean): void;
  /** Whether the widget stands in no corner: its panel is always open. */
  embedded(): boolean;
  signal: AbortSignal;
}

/** The state of the widget on this page: how it looks, and what is remembered of it. */
export interface Stage {
  /** Draws what options and settings say now, and keeps or removes the cookie as they say. */
  refresh(): void;
  /** Changes the state; an open panel that may not be reduced stays open unless `force` is set. */
  go(state: WidgetState, force?: boolean): void;
  /** The same by an act of the shopper, or of the page for them: from now on the chat may keep what it needs. */
  start(state: WidgetState): void;
  open(): boolean;
  toggle(): void;
  dismiss(): void;
  started(): boolean;
  /** Nothing has happened on this device. */
  forget(): void;
  /** Goes to the first state: what the page asks for, else the last known, else the greeting. */
  begin(): void;
}

export function createStage({ door, events, options, settings, named, onOpen, embedded, signal }: StageParts): Stage {
  const { element, frame, root, launcher, bubble } = door;
  const memory = readMemory();
  const last = memory.state;
  const today = Math.floor(Date.now() / 864e5);
  let timer: ReturnType<typeof setTimeout>;
  let began = -HASTE_MS;
  memory.state = '';

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);

  const { stand } = door;
  door.stand = () => {
    removeShells();
    stand();
  };

  const open = (): boolean => memory.state === 'chat';

  function refresh(): void {
    const { strings, locale } = settings();
    door.draw(settings());
    const words = launcher.querySelector('span');
    const name = strings.open + (words ? `: ${words.textContent}` : '');
    launcher.ariaLabel = named(open() ? strings.close : name);
    launcher.ariaExpanded = `${open()}`;
    launcher.hidden = open() && !options().minimizable;
    frame.dir = /^(ar|he)/.test(locale) ? 'rtl' : 'ltr';
    // What stands nowhere cannot be removed on pages with Prototype.js, which has a `remove` of its own.
    if (memory.state !== 'welcome') bubble.parentNode?.removeChild(bubble);
    else if (!bubble.isConnected) frame.prepend(bubble);
    writeMemory(memory, options());
  }

  function go(next: WidgetState, force?: boolean): void {
    const wasOpen = open();
    if (next === memory.state || (wasOpen && !options().minimizable && !force)) {
      refresh();
      return;
    }
    memory.state = next;
    clearTimeout(timer);
    if (next === 'welcome') leaveLater();
    // What is hidden loses the focus; it goes on to what opens it again.
    const had = wasOpen && root.activeElement;
    refresh();
    if (wasOpen || open()) onOpen(open());
    if (had) launcher.focus();
    events.emit('state', { state: next });
  }

  /** Whoever reads the greeting, or is about to answer it, is not hurried: it waits for as long again. */
  function leaveLater(): void {
    const { closeDelay } = options();
    if (closeDelay)
      timer = setTimeout(
        () => (bubble.matches(':hover,:focus-within') ? leaveLater() : go('close')),
        closeDelay * 1000,
      );
  }

  function start(next: WidgetState): void {
    memory.started = true;
    go(next);
  }
  const toggle = (): void => start(open() && performance.now() > began + HASTE_MS ? 'close' : 'chat');

  function dismiss(): void {
    memory.dismissed = today;
    go('close');
    launcher.focus();
  }

  bubble.onkeydown = ({ key }) => {
    if (key === 'Escape') dismiss();
  };
  // Pages of older installs click the element itself.
  element.onclick = (event) => {
    if (event.composedPath()[0] === element) launcher.click();
  };
  // A panel that the page opened is the shopper's once they use it.
  element.onpointerdown = element.onkeydown = () => {
    if (open() && !memory.started) start('chat');
  };
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', refresh, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    refresh,
    go,
    start,
    open,
    toggle,
    dismiss,
    started: () => memory.started,
    forget() {
      memory.started = false;
      memory.dismissed = 0;
      refresh();
    },
    begin() {
      const first = embedded() ? 'chat' : options().widgetState || last || 'welcome';
      if (first === 'chat') began = performance.now();
      go(first === 'welcome' && memory.dismissed > today - DISMISSED_DAYS ? 'close' : first);
    },
  };
}
