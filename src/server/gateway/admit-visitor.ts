import type { VisitorHello } from '../../protocol/frames.ts';
import type { PanelSettings } from '../../protocol/settings.ts';
import type { Sender } from '../conversations/conversations.ts';
import type { Link } from './link.ts';
import type { SessionParts } from './session-parts.ts';

/** A shopper who may come in. Nothing has been written for them. */
export interface Admitted {
  visitor: string;
  token: string;
  settings: PanelSettings;
  sender: Extract<Sender, { role: 'visitor' }>;
}

/** [GW10–GW12] Shop, origin, token, in this order; whoever may not come in is told why by the close code. */
export async function admitVisitor(
  { settings, tokens, origins, allowOrigin }: SessionParts,
  link: Link,
  hello: VisitorHello,
): Promise<Admitted | undefined> {
  const { shop, locale, country, flowRef, clientId } = hello;
  const panel = await settings.panel(shop, { locale, country, flowRef });
  if (!panel || !(await allowOrigin(link.arrival.headers.origin, shop, origins.own(link.arrival)))) {
    link.close('forbidden');
    return undefined;
  }
  link.about.shop = shop;
  const known = hello.token === undefined ? await tokens.mint(shop) : await tokens.verify(shop, hello.token);
  if (!known) {
    link.close('unauthorised');
    return undefined;
  }
  const context = { country, locale: locale ?? panel.locale, flowRef, clientId };
  return { ...known, settings: panel, sender: { role: 'visitor', shop, visitor: known.visitor, context } };
}
