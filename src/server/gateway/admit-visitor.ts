import type { Claims, VisitorHello } from '../../protocol/frames.ts';
import type { PanelSettings } from '../../protocol/settings.ts';
import type { Identified } from '../auth/identify.ts';
import type { Sender } from '../conversations/conversations.ts';
import type { Arrival } from '../http/origins.ts';
import { StoreFull } from '../store/errors.ts';
import type { Link } from './link.ts';
import type { SessionParts } from './session-parts.ts';

/** A shopper who may come in. Unless the shop has just vouched for them, nothing has been written for them. */
export interface Admitted extends Identified {
  settings: PanelSettings;
  /** They have just been given their name: nothing can be kept about them. */
  minted: boolean;
  sender: Extract<Sender, { role: 'visitor' }>;
}

/** [GW10–GW12] Shop, origin, token, in this order; whoever may not come in is told why by the close code. */
export async function admitVisitor(
  { settings, identify, origins, allowOrigin, ephemeral, rates }: SessionParts,
  link: Link,
  arrival: Arrival,
  hello: VisitorHello,
): Promise<Admitted | undefined> {
  const { shop, locale, country, flowRef } = hello;
  const panel = await settings.panel(shop, { locale, country, flowRef });
  if (!panel || !(await allowOrigin(arrival.headers.origin, shop, origins.own(arrival)))) {
    link.close('forbidden');
    return undefined;
  }
  link.shop = shop;
  // Whoever has been here before holds a token, and is not held up by newcomers from the same address.
  if (hello.token === undefined && (await ephemeral.takeAll(rates.newcomer(shop, link.prefix))) > 0) {
    link.close('tooFast');
    return undefined;
  }
  const known = await identify(shop, hello).catch((error: unknown) => {
    // Who has a proof to keep and no room for it comes back later; nobody may wait for a welcome in vain.
    if (error instanceof StoreFull) link.close('serverError');
    throw error;
  });
  if (!known) {
    link.close('unauthorised');
    return undefined;
  }
  const { clientId, problem, identity } = known;
  if (problem) link.problem(problem);
  const context = { country, locale: locale ?? panel.locale, flowRef, clientId, ...claimsOf(hello) };
  const minted = hello.token === undefined && identity !== 'proven';
  return { ...known, minted, settings: panel, sender: { role: 'visitor', shop, visitor: known.visitor, context } };
}

/** What the page says of its shopper, if it says anything. */
function claimsOf({ email, name, phone, attributes }: VisitorHello): { claims?: Claims } {
  const claims = {
    ...(email && { email }),
    ...(name && { name }),
    ...(phone && { phone }),
    ...(attributes && Object.keys(attributes).length > 0 && { attributes }),
  };
  return Object.keys(claims).length > 0 ? { claims } : {};
}
