import type { OrderCard, ProductCard } from '../../protocol/content.ts';
import type { Discount } from '../../protocol/rest.ts';
import type { Appearance } from '../../protocol/settings.ts';

/** Opening hours of one weekday, minutes after local midnight; several spans a day. 0 = Sunday. */
export interface HoursSpan {
  weekday: number;
  from: number;
  to: number;
}

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
  transfer: 'always' | 'hours' | 'never';
  askEmail: 'handoff' | 'start' | 'never';
  departments: string[];
  appearance: Appearance;
  privacyUrl?: string;
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
  catalogue(shop: string): Promise<Catalogue>;
  saveCatalogue(shop: string, catalogue: Catalogue): Promise<void>;
}
