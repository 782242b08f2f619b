import type { OrderCard, ProductCard } from '../../protocol/content.ts';
import type { HoursException, HoursSpan } from '../../protocol/hours.ts';
import type { ShopOptions } from '../../protocol/option-schema.ts';
import type { Discount } from '../../protocol/rest.ts';
import type { Appearance } from '../../protocol/settings.ts';

export type { HoursSpan } from '../../protocol/hours.ts';

/** A text in several languages, by BCP 47 tag. */
export type LocalText = Record<string, string>;

export interface Shop {
  id: string;
  name: string;
  /** Origins whose pages may connect; the server's own always may. */
  origins: string[];
  /** BCP 47; the fallback is English. */
  locale: string;
  currency: string;
  timeZone: string;
  hours: HoursSpan[];
  /** Dates with hours of their own: holidays, long evenings. */
  exceptions?: HoursException[];
  /** When conversations are handed to people. */
  transfer: 'always' | 'hours' | 'never';
  /**
   * What the bot says when a person is first wanted in a conversation, within the hours and outside them. `{shop}` is
   * the shop's name, `{when}` the next opening. Absent: nothing within; outside, an excuse if there is no transfer.
   */
  firstReplies?: { inside?: LocalText; outside?: LocalText };
  /** What the bot says instead of a transfer where there never is one. Absent: an excuse in the shopper's language. */
  unavailable?: LocalText;
  askEmail: 'handoff' | 'start' | 'never';
  departments: string[];
  appearance: Appearance;
  /** Options of all of its pages: weaker than what a page says. */
  widget?: ShopOptions;
  /** The greeting bubble's text instead of the flow's. */
  welcome?: LocalText;
  privacyUrl?: string;
  /** Notifications on shoppers' devices show what was written, not only that something was. Default: no. */
  pushShowsText?: boolean;
  /** How many days closed conversations, and visitors without any, are kept. Absent: until somebody erases them. */
  retentionDays?: number;
}

export interface StoredProduct extends ProductCard {
  available: boolean;
  description?: string;
}

export interface StoredOrder {
  card: OrderCard;
  email: string;
  placedAt: number;
}

/** What a shop brings along when it has no platform of its own: the embedded catalogue. */
export interface Catalogue {
  products: StoredProduct[];
  orders: StoredOrder[];
  discounts: Discount[];
}

export interface Shops {
  shop(id: string): Promise<Shop | undefined>;
  list(): Promise<Shop[]>;
  save(shop: Shop): Promise<void>;
  /** The shop as it is now, and how often it has been saved. */
  edition(id: string): Promise<{ shop: Shop; revision: number } | undefined>;
  /** Saves what was made of that revision; false when somebody else has saved since. */
  saveOver(revision: number, shop: Shop): Promise<boolean>;
  catalogue(shop: string): Promise<Catalogue>;
  saveCatalogue(shop: string, catalogue: Catalogue): Promise<void>;
}
