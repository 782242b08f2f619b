import {
  type FromNative,
  NATIVE_COMMANDS,
  NATIVE_PATIENCE_MS,
  type NativeIn,
  type NativeOut,
} from '../../protocol/native.ts';
import type { PageEventName, PageEvents } from '../../protocol/page-api.ts';
import { type App, type AppWindow, saidBefore } from './app.ts';
import { closeTop } from './back.ts';
import { openEntrance } from './entrance.ts';
import { isRecord, openEnvelope, sealEnvelope } from './envelope.ts';
import { applyInsets } from './insets.ts';
import { layJar } from './jar.ts';
import { layLife } from './life.ts';
import { handLinks } from './links.ts';
import { claimsOf, watchProof } from './proof.ts';
import { createRegistrar, type PostJson } from './registrar.ts';

export interface BridgeParts {
  page: Window & AppWindow;
  app: App;
  /** Version of the widget. */
  sdk: string;
  /** The shop of the page's address, if it names one. */
  shop?: string;
  /** Posts to the server that the page is from. */
  post: PostJson;
  /** Brings the chat: the app has said what it has to say, or nothing for too long. */
  begin(): void;
  signal: AbortSignal;
}

type Take = { [T in keyof NativeIn]: (payload: NativeIn[T], message: FromNative) => void };

/** Commands that take one text. */
const SPOKEN = /^(send|prefill|flow)$/;

/**
 * [NA1–NA30] The page's side of the bridge to an app. It speaks to the chat by the commands and events that every page has;
 * the chat knows nothing of apps.
 */
export function startBridge({ page, app, sdk, shop, post, begin, signal }: BridgeParts): void {
  const { document } = page;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  let asked = 0;

  const tell = <T extends keyof NativeOut>(
    type: T,
    payload: NativeOut[T],
    marks?: { id?: string; replyTo?: string },
  ) => {
    if (!signal.aborted) app.post(sealEnvelope(type, payload, marks));
  };
  const complain = (code: string, message: string, replyTo?: string): void => {
    console.warn(`Shopbell: ${message}`);
    tell('error', { code, message }, replyTo === undefined ? undefined : { replyTo });
  };
  const jar = layJar(
    document,
    (token) => {
      tell('session', { token: token ?? null });
      void registrar.check();
    },
    signal,
  );
  const registrar = createRegistrar({
    shop,
    token: jar.token,
    post,
    fail: (status) => complain('push_refused', `The device was not registered: status ${status}.`),
  });
  const life = layLife(document, signal);
  const proof = watchProof(() => tell('need_token', { reason: 'expired' }, { id: `token-${++asked}` }), signal);
  const run = openEntrance(page as never, receive, signal);

  function signOut(): void {
    proof.hold(undefined);
    void registrar.forget();
    jar.forget();
    run('logout');
  }

  function start(): void {
    clearTimeout(waiting);
    if (begun || signal.aborted) return;
    begun = true;
    begin();
  }

  const take: Take = {
    init({ options, session, identity, insets, push }, { id }) {
      if (options?.shop) registrar.setShop(options.shop);
      if (insets) take.insets(insets, undefined as never);
      if (identity) take.identify(identity, undefined as never);
      if (begun) {
        if (session) complain('late', 'init came after the chat had begun: its session was not used.', id);
        if (options) run('update', options);
        return;
      }
      if (typeof session === 'string') jar.put(session);
      if (push) void registrar.hold(push);
      if (options) {
        proof.hold(options.clientToken);
        run('init', options);
      }
      start();
    },
    identify({ token, ...identity }) {
      if (token === null) {
        signOut();
        return;
      }
      const clientToken = token ?? identity.clientToken;
      const clientId = identity.clientId ?? (clientToken && claimsOf(clientToken)?.sub);
      run('identify', { ...identity, ...(clientId && { clientId }), ...(clientToken && { clientToken }) });
      if (clientToken) proof.hold(clientToken);
    },
    lifecycle({ state }, { id }) {
      if (!life.enter(state)) complain('invalid', `There is no state ${String(state).slice(0, 40)}.`, id);
      else if (state === 'active') proof.check();
    },
    push_token: (device) => void registrar.hold(device),
    insets: (insets) => applyInsets(document.documentElement, insets),
    cart: (cart) => run('cart', cart),
    consent({ level }, { id }) {
      if ([0, 1, 2, 3].includes(level)) run('consent', level);
      else complain('invalid', 'A level of consent is 0, 1, 2 or 3.', id);
    },
    command({ name, args = [] }, { id }) {
      const fits = NATIVE_COMMANDS.includes(name) && Array.isArray(args);
      if (!fits || (SPOKEN.test(name) && typeof args[0] !== 'string') || (name === 'update' && !isRecord(args[0]))) {
        complain('invalid', `There is no command ${String(name).slice(0, 40)} with these arguments.`, id);
      } else if (name === 'back') {
        if (!closeTop(document)) tell('close', {});
      } else if (name === 'logout') signOut();
      else {
        // Who writes has started the chat: from then on it may keep what it needs.
        if (name === 'send') run('open');
        run(name, ...args);
      }
    },
  };

  function receive(text: unknown): void {
    if (signal.aborted) return;
    const opened = openEnvelope(text);
    if (opened.ok) take[opened.message.type](opened.message.payload as never, opened.message);
    else complain(opened.fault.code, opened.fault.message, opened.fault.id);
  }

  const hear = <N extends PageEventName>(name: N, listener: (event: PageEvents[N]) => void) =>
    run('on', name, listener);
  hear('unread', ({ count }) => tell('unread', { count }));
  // By then the visitor exists: what could not be registered before can be.
  hear('message', () => void registrar.check());
  hear('connection', () => void registrar.check());
  hear('add_to_cart', ({ productId, variantId, quantity }) =>
    tell('cart', { name: 'add_to_cart', productId, variantId, quantity }),
  );
  hear('discount', ({ code }) => tell('cart', { name: 'discount', code }));
  hear('error', ({ code, message }) => tell('error', { code, message }));

  handLinks(document, (link) => tell('open_url', link), signal);
  app.listen(receive, (origin) => complain('forbidden', `A message from ${origin} was not taken.`), signal);
  tell('ready', { sdk }, { id: 'ready' });
  const before = saidBefore(page);
  if (before !== undefined) receive(asEnvelope(before));
  // An app that said nothing, or what could not be read.
  if (!begun) waiting = setTimeout(start, NATIVE_PATIENCE_MS);
  signal.addEventListener('abort', () => clearTimeout(waiting));
}

/** What stands in the window may be the payload of `init` alone, and an object as well as a text. */
function asEnvelope(said: unknown): unknown {
  let value = said;
  try {
    if (typeof said === 'string') value = JSON.parse(said);
  } catch {
    return said;
  }
  if (!isRecord(value)) return said;
  return JSON.stringify('shopbell' in value ? value : { shopbell: 1, type: 'init', payload: value });
}
