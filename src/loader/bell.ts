import type { LauncherSettings } from '../protocol/settings.ts';
import { PAGE_HASH, VERSION, WIDGET_HASH } from './built.ts';
import { createDoor, type Door } from './door.ts';
import { shopSettings } from './settings.ts';
import type { Sources } from './sources.ts';
import { createVerified, type Verified } from './verified.ts';
import { watchPlace } from './watch.ts';
import { pageLocale, type Written } from './written.ts';

/** Runs a command by its name. `on` answers with a function that ends the listening. */
export type Dispatch = (verb: string, ...args: unknown[]) => unknown;

/** What is taken over from the bell. */
export interface Bell extends Sources {
  door: Door;
  /** Origin of the server; address of this version's files, with a slash at the end. */
  api: string;
  base: string;
  verified: Verified;
  /** The settings that were drawn, or why there are none. */
  found: LauncherSettings | Error;
  /** Asks for them again, for other options. */
  ask(options: Written): Promise<LauncherSettings>;
  /** Whoever takes over need not bring it again. */
  pageLocale: typeof pageLocale;
  signal: AbortSignal;
}

/** What both `page.js` and `widget.js`, which has all of that and the chat, export. */
interface PageModule {
  answer(bell: Bell): Promise<Dispatch>;
}

/** By then the launcher has been drawn. */
const PICTURE_MS = 50;
// A pattern makes text of what it is asked about: commands and options are lists, with commas between their parts.
/** Commands that mean nothing before somebody opens the chat; listeners for what happens earlier are no such. */
const PATIENT = /^(cart|track|prefill|off|on,(?!ready|state))/;
/**
 * Options that are drawn or waited for as they are, from wherever they came, in either spelling. Any other is looked at more
 * closely by `page.js`.
 */
const PLAIN = /^(shop|country|locale|cookie_?consent,[01]$)/i;

/**
 * The heart of the first script. It reads the options and rings once there is a shop: launcher and greeting stand on the
 * page. All else comes when it is wanted: with the chat in `widget.js` once the shopper comes near, without it in
 * `page.js` when the page asks first.
 * @param script the element that brought it
 * @param undo what `destroy` does outside
 */
export function createBell(script: HTMLScriptElement | null | undefined, undo: () => void): Dispatch {
  const data = { ...script?.dataset };
  const { origin, search } = new URL(script?.src || 'about:');
  const fullPage = data.page != null;
  const query = fullPage ? location.search : search;
  const early: [string, ...unknown[]][] = [];
  const given: Written = {};
  const stop = new AbortController();
  const { signal } = stop;
  let answer: Dispatch | undefined;
  let hurry: (() => void) | undefined;
  let ready: boolean | undefined;

  function begin(): void {
    let options: Written = { ...Object.fromEntries(new URLSearchParams(query)), ...data, ...given };
    if (!ready || !options.shop || hurry) return;
    const api = (options.api as string) || origin;
    const base = `${script ? origin : api}/v/${VERSION}/`;
    const verified = createVerified(base, script?.nonce, signal);
    const ask = (asked: Written): Promise<LauncherSettings> => shopSettings(api, asked);
    const door = createDoor();
    const { launcher, bubble, dismiss, element } = door;
    let plain: boolean | undefined;
    let found: Bell['found'] | undefined;
    let coming: boolean | undefined;

    const pageAlone = (): Promise<unknown> => verified('page.js', PAGE_HASH);
    const need = async (alone?: boolean): Promise<void> => {
      if (!found || coming || signal.aborted) return;
      coming = true;
      try {
        // Without the widget the page still has to be told what went wrong.
        const module = (await (alone
          ? pageAlone()
          : verified('widget.js', WIDGET_HASH).catch(pageAlone))) as PageModule;
        answer = await module.answer({
          door,
          query,
          data,
          given,
          api,
          base,
          verified,
          found,
          ask,
          pageLocale,
          signal,
        });
        for (const command of early) answer(...command);
      } catch {
        // The next act of the shopper or command of the page tries again.
        coming = false;
      }
    };
    hurry = () => {
      if (!plain || !early.every((command) => PATIENT.test(command as never))) void need(true);
    };
    launcher.onpointerenter = launcher.onfocus = () => void need();
    launcher.onclick = bubble.onclick = () => dispatch('open');
    dismiss.onclick = (event) => {
      event.stopPropagation();
      bubble.remove();
      dispatch('dismiss');
    };
    ask(options)
      .then((settings) => {
        if (signal.aborted) return;
        options = { ...settings.options, ...options };
        door.draw(settings);
        const { launcherIcon, launcherText } = settings.appearance;
        // What is not the bell in its corner stands once it is complete: with what reads such options.
        const later = fullPage || options.position || options.appearance || launcherIcon || launcherText;
        plain =
          !later &&
          Object.entries(options).every((option) => PLAIN.test(option as never)) &&
          // This device knows the chat, or the page's address asks for the installation check.
          !/shopbell[_-]/.test(document.cookie + location.search) &&
          !document.getElementById('hdAttributes');
        // Launcher and greeting share a picture: a second one costs the page more than the greeting does.
        if (plain) launcher.before(bubble);
        if (!later)
          door.stand = () => {
            if (!element.isConnected) document.body?.append(element);
          };
        door.stand();
        watchPlace(door, dispatch, signal);
        found = settings;
        setTimeout(() => {
          door.look();
          hurry!();
        }, PICTURE_MS);
      })
      // What the server says may also be no settings at all.
      .catch((error: Error) => {
        found = error;
        void need(true);
      });
  }

  function dispatch(verb: string, ...args: unknown[]): unknown {
    if (verb === 'destroy') {
      stop.abort();
      undo();
    }
    if (answer) return answer(verb, ...args);
    if (verb === 'init' && !hurry) {
      Object.assign(given, args[0]);
      begin();
    } else {
      early.push([verb, ...args]);
      hurry?.();
    }
    return undefined;
  }

  // A page that is only prepared for a visit waits for it; one that is still being read has no body yet.
  const start = (): void => {
    // Of the words for a state only "loading" has a d.
    const until = (document as { prerendering?: boolean }).prerendering
      ? 'prerenderingchange'
      : /d/.test(document.readyState) && 'DOMContentLoaded';
    if (until) document.addEventListener(until, start, { signal });
    else {
      ready = true;
      begin();
    }
  };
  queueMicrotask(start);
  return dispatch;
}
