import { createVisitorClient } from '../client/visitor-client.ts';
import base from '../ui/base.css?inline';
import tokens from '../ui/tokens-core.css?inline';
import type { MountWidget } from '../ui/widget-host.ts';
import { addStyles } from './part.tsx';
import { createChat } from './store.ts';
import panel from './styles/panel.css?inline';
import thread from './styles/thread.css?inline';
import { startView } from './view.tsx';

/** Puts the chat into the loader's frame. Nothing connects before the shopper opens it, unless they are known already. */
export const mount: MountWidget = (host) => {
  // In a layer, so that what the loader has set on the element itself stays in force.
  addStyles(host.root, `@layer tokens{${tokens}}${base}${panel}${thread}`);
  const chat = createChat(host, createVisitorClient);
  const place = document.createElement('div');
  host.frame.append(place);
  const view = startView(chat, place);
  return {
    ...chat,
    prepare: view.prepare,
    send: chat.say,
    rare: (verb, args) => chat.load('rare').then((part) => part?.rare(chat, verb, args)),
    destroy() {
      view.stop();
      place.remove();
      chat.destroy();
    },
  };
};
