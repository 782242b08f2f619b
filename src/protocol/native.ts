import type { Cart } from './cart.ts';
import type { OptionsInput } from './options.ts';
import type { Identity } from './page-api.ts';
import type { Consent } from './primitives.ts';

/** Version of the envelope between the chat as a page and the app around it. */
export const NATIVE_VERSION = 1;
/** So long the page waits for the app's `init` before it starts without, ms. */
export const NATIVE_PATIENCE_MS = 1500;

/** Room that the app's own bars take over the page, and the keyboard where it lies over the page; CSS pixels. */
export interface NativeInsets {
  top?: number;
  bottom?: number;
  left?: number;
  right?: number;
  /** Only where the app does not make the WebView smaller for it. */
  keyboard?: number;
}

/** How the app is seen: by the user, behind something of the system's, or not at all. */
export const NATIVE_STATES = ['active', 'inactive', 'background'] as const;
export type NativeState = (typeof NATIVE_STATES)[number];

export const PUSH_PLATFORMS = ['fcm', 'apns'] as const;

/** Where a device is reached. `token: null` takes it back. */
export interface NativePushToken {
  platform: (typeof PUSH_PLATFORMS)[number];
  token: string | null;
  /** Of Apple's two services. */
  env?: 'prod' | 'sandbox';
  /** The app as its platform knows it: package name or bundle id. */
  app?: string;
}

/** Commands that an app may give; what each takes stands in `args`. */
export const NATIVE_COMMANDS = ['send', 'prefill', 'flow', 'update', 'logout', 'back'] as const;

/** App → page, by type. */
export interface NativeIn {
  /** Answers `ready`, or stands in `window.__SHOPBELL_NATIVE__` before the page loads. */
  init: {
    options?: Partial<OptionsInput>;
    /** What `session` brought before: the conversation goes on even if the WebView has forgotten everything. */
    session?: string;
    identity?: Identity;
    insets?: NativeInsets;
    push?: NativePushToken;
  };
  /** `token` is the JWT that `clientToken` is elsewhere; null says that nobody is signed in any more. */
  identify: Identity & { token?: string | null };
  lifecycle: { state: NativeState };
  push_token: NativePushToken;
  insets: NativeInsets;
  cart: Cart;
  consent: { level: Consent };
  command: { name: (typeof NATIVE_COMMANDS)[number]; args?: unknown[] };
}

/** Page → app, by type. */
export interface NativeOut {
  /** The page listens; `init` is waited for. */
  ready: { sdk: string };
  open_url: { url: string; kind: 'product' | 'order' | 'link' };
  /** The user went back where there is nothing left to close. */
  close: Record<string, never>;
  unread: { count: number };
  /** For the app's secure storage; null: forget it. */
  session: { token: string | null };
  /** The app's proof of who this is has run out, or is about to. */
  need_token: { reason: 'expired' };
  /** The shopper did something with the cart from the chat. */
  cart:
    | { name: 'add_to_cart'; productId: string; variantId?: string; quantity: number }
    | { name: 'discount'; code: string };
  error: { code: string; message: string };
}

export interface Envelope<T extends string, P> {
  shopbell: typeof NATIVE_VERSION;
  type: T;
  /** Set by a sender who wants to be answered. */
  id?: string;
  /** The `id` that this answers. */
  replyTo?: string;
  payload: P;
}
export type FromNative = { [T in keyof NativeIn]: Envelope<T, NativeIn[T]> }[keyof NativeIn];
export type ToNative = { [T in keyof NativeOut]: Envelope<T, NativeOut[T]> }[keyof NativeOut];
