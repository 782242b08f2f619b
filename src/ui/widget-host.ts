import type { Options } from '../protocol/options.ts';
import type { Identity, PageEventName, PageEvents } from '../protocol/page-api.ts';
import type { LauncherSettings } from '../protocol/settings.ts';
import type { Lifetime } from './cookie-policy.ts';

/** What the loader hands to the widget when it loads it. The two never import each other. */
export interface WidgetHost {
  /** Open shadow root of `<shopbell-chat>`; the launcher stands in it already, with the tokens' custom properties. */
  root: ShadowRoot;
  /** `<div class="sb" data-theme dir lang>` inside the root; the widget puts its panel here. */
  frame: HTMLElement;
  /** Origin of the server. */
  api: string;
  /** Where this version's files stand, ending in a slash: `https://…/v/0.1.0/`. */
  base: string;
  /** The options as they are now; changes are told by `WidgetHandle.update`. */
  options(): Options;
  launcher: LauncherSettings;
  /** Tells the page, and the data layer when it is on. `id` and `timestamp` are added. */
  emit<N extends PageEventName>(name: N, payload: Omit<PageEvents[N], 'id' | 'timestamp'>): void;
  /** Whether somebody on the page hears what happens in the conversation: a listener, the data layer, an older install. */
  listens(): boolean;
  /** Keeps a cookie on the shop's domain for so long, or removes it. */
  writeCookie(name: string, value: string, lifetime: Lifetime): void;
  /** What `identify` said so far. */
  identity(): Identity;
  /** Whether the shopper has started the chat (opened it, or used it): what `cookiePolicy` asks for. */
  started(): boolean;
  /**
   * The panel opened or closed, or should, by the widget's own buttons.
   * @param elsewhere the shopper did that on another tab: the focus stays where it is
   */
  setState(state: 'chat' | 'close', elsewhere?: boolean): void;
  /** The visitor was forgotten on another tab: the page's command of the same name. */
  logout(): void;
  /** Messages that the shopper has not seen while the panel is closed. */
  setUnread(count: number): void;
  /** Aborted by `destroy`. */
  signal: AbortSignal;
  /** Loads a further part, such as `parts/cards.js`, by a verified script (subresource integrity), then imports it. */
  loadPart(file: string): Promise<unknown>;
}

/** What the loader may ask of the loaded widget. */
export interface WidgetHandle {
  /** Draws the closed panel, unseen: it may be wanted soon. */
  prepare(): void;
  open(): void;
  close(): void;
  update(): void;
  identify(): void;
  flow(ref: string): void;
  send(text: string): void;
  prefill(text: string): void;
  cart(cart: unknown): void;
  /** Any other command of the page. */
  rare(verb: string, args: readonly unknown[]): void;
  logout(): void;
  destroy(): void;
}

/** The one export of the widget's main file. */
export type MountWidget = (host: WidgetHost) => WidgetHandle;
