import type { Cart } from './cart.js';
import type { OptionsInput } from './options.js';
import type { Consent } from './primitives.js';
/** Every payload carries an `id` (the same event is told once) and a `timestamp` in ms. */
interface Stamp {
    id: string;
    timestamp: number;
}
/** What the widget tells the page, by name. */
export interface PageEvents {
    ready: Stamp;
    state: Stamp & {
        state: 'welcome' | 'chat' | 'close';
    };
    unread: Stamp & {
        count: number;
    };
    message: Stamp & {
        from: 'visitor' | 'bot' | 'agent';
    };
    handoff: Stamp & {
        channelId: string;
        organizationId: string;
    };
    email: Stamp;
    cart: Stamp & {
        lines: number;
    };
    discount: Stamp & {
        code: string;
    };
    /** What the product card shows, and its price for one piece in major units. */
    add_to_cart: Stamp & {
        productId: string;
        variantId?: string;
        quantity: number;
        name: string;
        price: number;
        currency: string;
    };
    survey: Stamp & {
        rating: number;
    };
    connection: Stamp & {
        state: 'online' | 'offline';
    };
    consent: Stamp & {
        consent: Consent;
    };
    error: Stamp & {
        code: string;
        message: string;
    };
}
export type PageEventName = keyof PageEvents;
export type PageListener<N extends PageEventName> = (event: PageEvents[N]) => void;
export interface Identity {
    clientId?: string;
    clientToken?: string;
    email?: string;
    name?: string;
    phone?: string;
    attributes?: Record<string, string | number | boolean>;
}
/** The verbs of `Shopbell(verb, …)` and of the npm package's `createChat`. */
export interface PageCommands {
    init(options: OptionsInput): void;
    update(options: Partial<OptionsInput>): void;
    open(): void;
    close(): void;
    toggle(): void;
    show(): void;
    hide(): void;
    identify(identity: Identity): void;
    consent(level: Consent): void;
    flow(ref: string): void;
    send(text: string): void;
    prefill(text: string): void;
    cart(cart: Cart): void;
    track(name: string, properties?: Record<string, unknown>): void;
    on<N extends PageEventName>(event: N, listener: PageListener<N>): () => void;
    off<N extends PageEventName>(event: N, listener: PageListener<N>): void;
    /** Forgets the visitor on this device. */
    logout(): void;
    /** Leaves no node, listener, timer, socket or global behind. */
    destroy(): void;
}
export type PageVerb = keyof PageCommands;
export {};
