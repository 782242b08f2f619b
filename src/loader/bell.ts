import type { LauncherSettings } from '../protocol/settings.ts';
import { PAGE_HASH, VERSION, WIDGET_HASH } from './built.ts';
import { createDoor, type Door } from './door.ts';
import { shopSettings } from './settings.ts';
import type { Sources } from './sources.ts';
import { createVerified, type Verified } from './verified.ts';
import { gather, pageLocale, type Written } from './written.ts';

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
  /** What the bell has read options by: whoever takes over need not bring it again. */
  gather: typeof gather;
  pageLocale: typeof pageLocale;
  signal: AbortSignal;
  destroy(): void;
}

/** What both `page.js` and `widget.js`, which has all of that and the chat, export. */
interface PageModule {
  answer(bell: Bell): Promise<Dispatch>;
}

/** Commands that mean nothing before somebody opens the chat; listeners for what happens earlier are no such. */
const PATIENT = /^(cart|track|prefill|off|on,(?!ready|state))/;
/** Options that are drawn or waited for as they are. Any other option is looked at more closely by `page.js`. */
const PLAIN =
  /^(shop,[a-z0-9][\w-]*|country,[a-z]{2}|locale,[a-z-]{2,9}|widgetState,(welcome|close)|minimizable,true|cookieConsent,[01])$/i;

/**
 * The heart of the first script. It reads the options and rings once there is a shop: launcher and greeting stand on the
 * page. All else comes when it is wanted: with the chat in `widget.js` once the shopper comes near, without it in
 * `page.js` when the page asks first.
 * @param script the element that brought it
 * @param undo what `destroy` does outside
 */
export function createBell(script: HTMLScriptElement | undefined, undo: () => void): Dispatch {
  const data = { ...script?.dataset };
  const { origin, search } = new URL(script?.src || location.href);
  const fullPage = data.page != null;
  const query = fullPage ? location.search : script ? search : '';
  const early: [string, ...unknown[]][] = [];
  const given: Written = {};
  const stop = new AbortController();
  const { signal } = stop;
  let answer: Dispatch | undefined;
  let hurry: (() => void) | undefined;
  let ready: boolean | undefined;

  function begin(): void {
    let options = gather(Object.fromEntries(new URLSearchParams(query)), data, given);
    if (!ready || !options.shop || hurry) return;
    const api = (options.api as string) ?? origin;
    const base = `${script ? origin : api}/v/${VERSION}/`;
    const verified = createVerified(base, script?.nonce, signal);
    const ask = (asked: Written): Promise<LauncherSettings> => shopSettings(api, asked);
    const door = createDoor();
    const { launcher, bubble, dismiss, element } = door;
    const known = fullPage || /shopbell_/.test(document.cookie) || document.getElementById('hdAttributes');
    let plain: boolean | undefined;
    let found: Bell['found'] | undefined;
    let coming: Promise<void> | undefined;

    const pageAlone = (): Promise<unknown> => verified('page.js', PAGE_HASH);
    const come = async (found: Bell['found'], alone?: boolean): Promise<void> => {
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
          gather,
          pageLocale,
          signal,
          destroy() {
            stop.abort();
            undo();
          },
        });
        for (const command of early) answer(...command);
      } catch {
        // The next act of the shopper or command of the page tries again.
        coming = undefined;
      }
    };
    const need = (alone?: boolean): void => {
      if (found && !coming) coming = come(found, alone);
    };
    hurry = () => {
      if (known || !plain || early.some((command) => !PATIENT.test(`${command}`))) need(true);
    };
    launcher.onpointerenter = launcher.onfocus = () => need();
    launcher.onclick = bubble.onclick = () => dispatch('open');
    dismiss.onclick = (event) => {
      event.stopPropagation();
      bubble.remove();
      dispatch('dismiss');
    };
    ask(options).then(
      (settings) => {
        found = settings;
        options = { ...settings.options, ...options };
        plain = Object.entries(options).every((option) => PLAIN.test(`${option}`));
        door.draw(options, settings);
        if (!known && plain && options.widgetState !== 'close') door.frame.prepend(bubble);
        if (!fullPage && typeof options.position !== 'object') document.body.append(element);
        hurry!();
      },
      (error: Error) => {
        found = error;
        need(true);
      },
    );
  }

  function dispatch(verb: string, ...args: unknown[]): unknown {
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

  const start = (): void => {
    ready = true;
    begin();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { signal });
  else queueMicrotask(start);
  return dispatch;
}
