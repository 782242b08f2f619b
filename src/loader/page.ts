import type { Options } from '../protocol/options.ts';
import type { Identity } from '../protocol/page-api.ts';
import type { Consent } from '../protocol/primitives.ts';
import type { LauncherSettings } from '../protocol/settings.ts';
import type { WidgetHost } from '../ui/widget-host.ts';
import type { Bell, Dispatch } from './bell.ts';
import { knowsVisitor, writeCookie } from './cookies.ts';
import { createEvents } from './events.ts';
import { createPageOptions } from './page-options.ts';
import { createPanel, type LoadWidget } from './panel.ts';
import type * as Neighbour from './parts/neighbour.ts';
import type { ShowUnread } from './parts/unread.ts';
import { createParts } from './parts.ts';
import { createStage } from './stage.ts';
import type { Written } from './written.ts';

/** Commands for the widget that are worth loading it for. */
const URGENT = /^(send|flow)$/;

/**
 * Takes over from the bell: what a page can ask for, and the widget once it is wanted.
 * @param loadWidget has the widget at hand, or fetches it
 * @returns runs commands; those that come before the chat stands bring it there first
 */
export async function answerPage(bell: Bell, loadWidget: LoadWidget): Promise<Dispatch> {
  const { door, api, base, signal } = bell;
  const { element, launcher, root, frame } = door;
  const loadPart = createParts(bell.verified);
  const page = await createPageOptions(bell, loadPart, change);
  const options = (): Options => page.now;
  const embedded = (): boolean => page.embedded;
  const events = createEvents(
    options,
    () => loadPart('parts/outside.js') as Promise<typeof import('./parts/outside.ts')>,
    signal,
  );
  let shop = bell.found as LauncherSettings;
  let identity: Identity = {};
  let unread = 0;
  let showUnread: ShowUnread | undefined;
  let begun = false;

  const settings = (): LauncherSettings => ({
    ...shop,
    teaser: options().welcomeMessage ?? shop.teaser,
    appearance: { ...shop.appearance, ...options().appearance },
  });
  const fail = (code: string, { message }: Error): void => {
    if (!signal.aborted) events.emit('error', { code, message });
  };
  const lack = (error: Error): void => fail('settings_unavailable', new Error(`${options().shop}: ${error.message}`));

  const stage = createStage({
    door,
    events,
    options,
    settings,
    signal,
    embedded,
    named: (name) => showUnread?.(unread, shop, options().titleBadge, name) ?? name,
    onOpen(open) {
      if (!open) return panel.handle()?.close();
      panel.mount().then(
        (widget) => {
          if (stage.open()) widget.open();
        },
        (error: Error) => {
          stage.go('close', true);
          fail('widget_unavailable', error);
        },
      );
    },
  });

  const host = (): WidgetHost => ({
    root,
    frame,
    api,
    base,
    options,
    get launcher() {
      return settings();
    },
    identity: () => ({ clientId: options().clientId, clientToken: options().clientToken, ...identity }),
    emit: events.emit,
    listens: events.listens,
    writeCookie: (...cookie) => writeCookie(...cookie, options()),
    started: stage.started,
    async setUnread(count) {
      if (count === unread) return;
      unread = count;
      events.emit('unread', { count });
      const part = (await loadPart('parts/unread.js')) as typeof import('./parts/unread.ts');
      showUnread ??= part.createUnread(root, launcher, signal);
      stage.refresh();
    },
    setState(state, elsewhere) {
      stage.start(state);
      if (state === 'close' && !elsewhere) launcher.focus();
    },
    signal,
    logout: () => commands.logout!(),
    loadPart,
  });
  const panel = createPanel(loadWidget, host, signal);
  const mount = (): void => {
    panel.mount().catch(() => {});
  };
  const later = (run: () => void): void => {
    (window.requestIdleCallback ?? setTimeout)(run);
  };
  /** What a click will need is fetched, and drawn unseen while there is time. Nothing connects, and nothing is kept. */
  const getReady = (): void => {
    loadWidget().then(
      () =>
        later(() =>
          panel.mount().then(
            ({ prepare }) => later(prepare),
            () => {},
          ),
        ),
      () => {},
    );
  };
  launcher.onpointerenter = launcher.onfocus = getReady;
  if (launcher.matches(':hover,:focus')) getReady();

  async function change(more: Written): Promise<void> {
    const { locale, country } = options();
    await page.add(more);
    if (options().locale !== locale || options().country !== country) {
      try {
        shop = await bell.ask({ ...options() });
      } catch (error) {
        lack(error as Error);
      }
    }
    stage.refresh();
    panel.handle()?.update();
    if (/onsent/.test(`${Object.keys(more)}`)) events.emit('consent', { consent: options().cookieConsent });
    if (embedded() && begun) stage.go('chat', true);
    wake();
  }

  /** Unread messages, and pages that the team may see, need the widget without anybody opening it. */
  function wake(): void {
    if (knowsVisitor() || options().cookieConsent & 2) later(mount);
  }

  const commands: Partial<Record<string, (...args: never[]) => unknown>> = {
    init: change,
    update: change,
    on: events.on,
    off: events.off,
    open: () => stage.start('chat'),
    close: () => stage.go('close'),
    toggle: stage.toggle,
    dismiss: stage.dismiss,
    show() {
      element.hidden = false;
    },
    hide() {
      element.hidden = true;
    },
    identify(more: Identity) {
      identity = { ...identity, ...more };
      panel.handle()?.identify();
    },
    consent(level: Consent) {
      page.said = level;
      return change({ cookieConsent: level });
    },
    logout() {
      identity = {};
      stage.forget();
      panel.handle()?.logout();
      return change({ clientId: undefined, clientToken: undefined });
    },
    settle: () =>
      (loadPart('parts/neighbour.js') as Promise<typeof Neighbour>).then(
        (part) => part.settle({ door, open: stage.open, close: () => stage.go('close'), embedded, signal }),
        (error: Error) => fail('part_failed', error),
      ),
  };

  /** Listeners that the page has set before are there by now. */
  function begin(): void {
    if (begun || signal.aborted) return;
    begun = true;
    if (bell.found instanceof Error) {
      lack(bell.found);
      return;
    }
    events.emit('ready', {});
    stage.begin();
    wake();
  }
  setTimeout(begin);

  const dispatch: Dispatch = (verb, ...args) => {
    const command = commands[verb];
    if (signal.aborted) return;
    if (!/^o[nf]/.test(verb)) begin();
    if (command) return command(...(args as never[]));
    // What the page tells before it may is not kept until it may.
    if (verb === 'track' && !(options().cookieConsent & 2)) return;
    panel.ask(verb, args);
    if (URGENT.test(verb)) mount();
    return undefined;
  };
  // Whoever is quick to click is told of after the first state, as any other.
  launcher.onclick = () => dispatch('toggle');
  return dispatch;
}
