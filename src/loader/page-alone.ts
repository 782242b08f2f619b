import type { MountWidget } from '../ui/widget-host.ts';
import type { Bell, Dispatch } from './bell.ts';
import { WIDGET_HASH } from './built.ts';
import { answerPage } from './page.ts';

/** `page.js`, for pages that ask for something before anybody wants the chat: the widget comes once it is wanted. */
export const answer = (bell: Bell): Promise<Dispatch> =>
  answerPage(bell, () => bell.verified('widget.js', WIDGET_HASH) as Promise<{ mount: MountWidget }>);
