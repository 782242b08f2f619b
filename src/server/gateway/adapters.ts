import { randomBytes } from 'node:crypto';
import { type AgentSessions, meOf, SESSION_COOKIE } from '../auth/agent-sessions.ts';
import { faceOf } from '../auth/face-of.ts';
import type { VisitorTokens } from '../auth/visitor-tokens.ts';
import type { Shops } from '../store/shops.ts';
import type { AllowOrigin, Sessions, Tokens } from './collaborators.ts';

/** Visitor tokens that also name newcomers: 144 random bits. */
export const tokensOf = (tokens: VisitorTokens): Tokens => ({
  verify: tokens.verify,
  async mint(shop) {
    const visitor = `v_${randomBytes(18).toString('base64url')}`;
    return { visitor, token: await tokens.issue(shop, visitor) };
  },
});

/** The session cookie of an upgrade request. */
export const sessionsOf = (sessions: AgentSessions, shops: Pick<Shops, 'shop'>): Sessions => ({
  async fromCookie(header) {
    const secret = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;\\s]+)`).exec(header ?? '')?.[1];
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
