import { availability } from '../../domain/availability.ts';
import type { AgentFace } from '../../protocol/author.ts';
import type { LauncherSettings, PanelSettings } from '../../protocol/settings.ts';
import { faceOf } from '../auth/face-of.ts';
import { may } from '../auth/permissions.ts';
import type { Agent, People } from '../store/people.ts';
import type { Shop, Shops } from '../store/shops.ts';
import { textIn } from './local-text.ts';
import { shareCalls } from './share-calls.ts';
import type { SpokenLocales } from './spoken-locale.ts';

/** How a shopper comes: the page's language and country, and the flow that it starts. */
export interface Visit {
  locale?: string;
  country?: string;
  flowRef?: string;
}

/** What a shop says first. `teaser` is the bubble beside the launcher. */
export type Greeting = PanelSettings['greeting'] & { teaser: string };
export type GreetingFor = (shop: Shop, visit: Visit & { locale: string }) => Promise<Greeting>;

/** The public face of a shop, for one visit. Undefined for a shop that does not exist. */
export interface ShopSettings {
  launcher(shop: string, visit: Visit): Promise<LauncherSettings | undefined>;
  panel(shop: string, visit: Visit): Promise<PanelSettings | undefined>;
}

/** Faces of the team that the panel's head shows. */
const FACES = 3;

/** @param now milliseconds since the epoch */
export function createShopSettings(parts: {
  shops: Pick<Shops, 'shop'>;
  people: Pick<People, 'agents'>;
  spoken: SpokenLocales;
  greetingFor: GreetingFor;
  now(): number;
}): ShopSettings {
  const { shops, people, spoken, greetingFor, now } = parts;

  return {
    async launcher(id, visit) {
      const shop = await shops.shop(id);
      if (!shop) return undefined;
      const chosen = await spoken.choose([visit.locale, shop.locale]);
      if (!chosen) throw new Error('No locale of the widget is built');
      const visited = spokenTo(shop, visit);
      // A flow that a page asks for greets in its own words.
      const own = visit.flowRef === undefined ? textIn(shop.welcome, visited.locale, shop.locale) : undefined;
      const teaser = own ?? (await greetingFor(shop, visited)).teaser;
      const { name, appearance, widget: options } = shop;
      return { shop: id, name, appearance, ...(options && { options }), teaser, ...chosen };
    },

    panel: shareCalls(async (id: string, visit: Visit) => {
      const shop = await shops.shop(id);
      if (!shop) return undefined;
      const [chosen, agents] = await Promise.all([spoken.choose([visit.locale, shop.locale]), people.agents(id)]);
      const { teaser: _, ...greeting } = await greetingFor(shop, spokenTo(shop, visit));
      return {
        shop: id,
        name: shop.name,
        locale: chosen?.locale ?? shop.locale,
        appearance: shop.appearance,
        currency: shop.currency,
        greeting,
        availability: availability(shop, now()),
        askEmail: shop.askEmail,
        ...(shop.privacyUrl && { privacyUrl: shop.privacyUrl }),
        team: faces(agents),
      };
    }),
  };
}

/** The flow is asked for the shopper's own language, as the log will: it may speak one that the widget does not. */
const spokenTo = (shop: Shop, visit: Visit): Visit & { locale: string } => ({
  ...visit,
  locale: visit.locale ?? shop.locale,
});

/** Those who chat, the ones with a picture first. */
const faces = (agents: Agent[]): AgentFace[] =>
  agents
    .filter((agent) => may(agent, 'chat'))
    .sort((a, b) => Number(b.avatar !== undefined) - Number(a.avatar !== undefined))
    .slice(0, FACES)
    .map(faceOf);
