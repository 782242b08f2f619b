import { type AgentSessions, meOf } from '../auth/agent-sessions.ts';
import { faceOf } from '../auth/face-of.ts';
import { sessionSecretIn } from '../http/session-cookie.ts';
import type { Shops } from '../store/shops.ts';
import type { AllowOrigin, Sessions } from './collaborators.ts';

/** The session cookie of an upgrade request. */
export const sessionsOf = (sessions: AgentSessions, shops: Pick<Shops, 'shop'>): Sessions => ({
  async fromCookie(header, secure) {
    const secret = sessionSecretIn(header, secure);
    const found = secret ? await sessions.find(secret) : undefined;
    const shop = found && (await shops.shop(found.agent.shop));
    if (!found || !shop) return undefined;
    return { me: meOf(found.agent), shop: { id: shop.id, name: shop.name }, face: faceOf(found.agent) };
  },
});

/** The server's own origin, and those that the shop lists: `https://shop.example.com`, or an app's scheme. */
export const originsOf =
  (shops: Pick<Shops, 'shop'>): AllowOrigin =>
  async (origin, shop, own) => {
    if (origin === 'null') return false;
    if (origin === undefined || origin === own) return true;
    if (shop === undefined) return false;
    return (await shops.shop(shop))?.origins.includes(origin) ?? false;
  };
