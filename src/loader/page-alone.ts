import type { MountWidget } from '../ui/widget-host.ts';
import type { Bell, Dispatch } from './bell.ts';
import { WIDGET_HASH } from './built.ts';
import { answerPage } from './page.ts';
import type * as Debug from './parts/debug.ts';
import { createParts } from './parts.ts';

/** In the page's address, it asks for the installation check. */
const CHECK = /[?&]shopbell-debug\b/;

/** What still means something where the shop's settings could not be had, and so nothing stands on the page. */
const ALWAYS = /^(on|off|destroy)$/;

/** `page.js`, for pages that ask for something before anybody wants the chat: the widget comes once it is wanted. */
export function answer(bell: Bell): Promise<Dispatch> {
  const loadWidget = () => bell.verified('widget.js', WIDGET_HASH) as Promise<{ mount: MountWidget }>;
  const running = answerPage(bell, loadWidget);
  if (CHECK.test(location.search))
    createParts(bell.verified)('parts/debug.js').then(
      (part) => (part as typeof Debug).inspect(bell, running, loadWidget),
      ({ message }: Error) => console.warn(`Shopbell: ${message}`),
    );
  if (!(bell.found instanceof Error)) return running;
  return running.then(
    (dispatch) =>
      (verb, ...args) =>
        ALWAYS.test(verb) ? dispatch(verb, ...args) : undefined,
  );
}
