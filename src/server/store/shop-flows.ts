import type { Flow } from '../bot/flow.ts';

/** The words of the bot that shops have written themselves, one flow a language. */
export interface ShopFlows {
  /** In the order of languages. */
  list(shop: string): Promise<Flow[]>;
  /** By the base language: `fr` for `fr-CA`. */
  one(shop: string, language: string): Promise<Flow | undefined>;
  /** Adds or replaces, under the base language of its locale. */
  save(shop: string, flow: Flow): Promise<void>;
  /** False when there is none. */
  remove(shop: string, language: string): Promise<boolean>;
}

/** `fr` for `fr-CA`: what flows are kept under. */
export const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';
