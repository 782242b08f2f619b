import { createTabs } from '../client/tabs.ts';
import { watchActivity } from './activity.ts';
import { createChannel, createLeadership } from './browser-tabs.ts';
import { lookForCart } from './cart/look-for-cart.ts';
import { keepDraft } from './draft.ts';
import { handElsewhere, onHands } from './hands.ts';
import type { Session } from './session.ts';
import { leftBehind, shareOutbox } from './shared-outbox.ts';
import { watchSound } from './sound.ts';
import type { WidgetStorage } from './storage.ts';
import type { Chat } from './store.ts';

/** What tabs of one visitor tell each other besides the conversation. */
interface Told {
  /** The composer's text. */
  text?: string;
  open?: boolean;
  /** The shopper is there. */
  hand?: true;
  /** The visitor was forgotten. */
  forgotten?: true;
}

/** While the shopper is there, the other tabs hear of it this often, ms. */
const HAND_MS = 30_000;

/**
 * [CL83, CL87] Makes one chat of all tabs of this visitor: one socket, one composer, one state, one count.
 * Resolves once it is known whether this tab connects for itself or follows another. @returns the stop function
 */
export async function joinTabs(chat: Chat, session: Session, storage: WidgetStorage): Promise<() => void> {
  const { host, client } = chat;
  const { wire } = session;
  const { platform, hello } = wire;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Another version in another tab has another name, and so a leader of its own.
  const name = `shopbell ${host.launcher.shop} ${host.api} ${host.base}`;
  const leadership = createLeadership(name);
  /** What the others know of this tab. */
  const known: Told = { open: chat.get().open, text: chat.get().text };
  let owner = { visitor: client().state().visitor, token: storage.token() };
  let heir = false;
  /** How this tab spoke of its shopper when it last connected. */
  let said = hello();
  let handAt = 0;

  const own = { openSocket: platform.openSocket, follows: () => false };

  const tabs = createTabs<Told>({
    channel: createChannel(name),
    leadership,
    clock: platform.clock,
    uuid: platform.uuid,
    reach: (...where) => own.openSocket(...where),
    client,
    said: () => said,
    token: storage.token,
    share: () => ({ text: chat.get().text || undefined }),
    onLead() {
      heir = true;
    },
    onTold({ text, open, hand, forgotten }) {
      if (text !== undefined && text !== chat.get().text) {
        known.text = text;
        chat.prefill(text);
      }
      if (open !== undefined && mayClose()) {
        known.open = open;
        chat.quiet = true;
        host.setState(open ? 'chat' : 'close', true);
      }
      if (hand) handElsewhere();
      if (forgotten) host.logout();
    },
  });

  /** A chat that cannot be closed is no example for others, and follows none. */
  const mayClose = (): boolean => !chat.embedded && host.options().minimizable;

  function onChange(): void {
    tabs.changed();
    const { text, open, visitor } = chat.get();
    const token = storage.token();
    if (owner.token && !token) tabs.tell({ forgotten: true }, owner);
    owner = { visitor: visitor.visitor, token };
    // Only what the shopper wrote: pages prefill what belongs to them.
    if (text !== known.text && (host.root.activeElement || !text)) tabs.tell({ text });
    known.text = text;
    if (open !== known.open) chat.quiet = false;
    // A panel that the page opened is no act of the shopper.
    if (open !== known.open && mayClose() && host.started()) tabs.tell({ open });
    known.open = open;
    if (heir && visitor.connection.at === 'online') {
      heir = false;
      for (const command of leftBehind(visitor)) client().send(command, command.id);
    }
  }

  shareOutbox(host, storage);
  own.follows = tabs.follows;
  session.own = own;
  platform.openSocket = tabs.openSocket;
  wire.onFrame = tabs.heard;
  wire.hello = () => {
    said = hello();
    return said;
  };
  const stopListening = chat.subscribe(onChange);
  const stopActivity = watchActivity(chat);
  const stopSound = watchSound(chat);
  const stopDraft = keepDraft(chat);
  const stopLooking = lookForCart(chat);
  onHands(tellHand, signal, false);

  function tellHand(): void {
    if (Date.now() < handAt + HAND_MS) return;
    handAt = Date.now();
    tabs.tell({ hand: true });
  }

  /** A page that sleeps, or waits in the browser's memory to be gone back to, has no socket and does not lead. */
  let slept = false;
  const sleep = (): void => {
    slept ||= client().state().connection.at !== 'idle';
    session.disconnect();
    tabs.rest();
  };
  async function wake(): Promise<void> {
    tabs.join();
    await leadership.settled();
    if (slept) session.connect();
    slept = false;
  }
  addEventListener('pagehide', sleep, { signal });
  document.addEventListener('freeze', sleep, { signal });
  document.addEventListener('resume', wake, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && wake(), { signal });

  if ((document as { prerendering?: boolean }).prerendering) {
    await new Promise((activated) =>
      document.addEventListener('prerenderingchange', activated, { once: true, signal }),
    );
  }
  tabs.join();
  await leadership.settled();
  return () => {
    stopping.abort();
    stopListening();
    stopActivity();
    stopSound();
    stopDraft();
    stopLooking();
    tabs.rest();
  };
}
