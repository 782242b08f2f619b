import type { Visitor, VisitorPatch } from '../people.ts';
import type { Columns } from '../tables.ts';

export function toVisitor(columns: Columns<'visitors'>): Visitor {
  const { email, name, country, locale, client_id: clientId, cart } = columns;
  return {
    shop: columns.shop,
    id: columns.id,
    createdAt: columns.created_at,
    lastSeenAt: columns.last_seen_at,
    ...(email !== null && { email }),
    ...(name !== null && { name }),
    ...(country !== null && { country }),
    ...(locale !== null && { locale }),
    ...(clientId !== null && { clientId }),
    ...(cart !== null && { cart: JSON.parse(cart) as Visitor['cart'] }),
    ...(columns.attributes !== null && { attributes: JSON.parse(columns.attributes) as Visitor['attributes'] }),
    ...(columns.claims !== null && { claims: JSON.parse(columns.claims) as Visitor['claims'] }),
    ...(columns.proven === 1 && { proven: true }),
    blocked: columns.blocked === 1,
  };
}

/** A visitor's row as a patch makes it, or as it leaves it: only what the patch names changes. */
export function patchVisitor(before: Columns<'visitors'> | undefined, patch: VisitorPatch): Columns<'visitors'> {
  return {
    shop: patch.shop,
    id: patch.id,
    created_at: before?.created_at ?? patch.at,
    last_seen_at: patch.lastSeenAt ?? before?.last_seen_at ?? patch.at,
    email: patch.email ?? before?.email ?? null,
    name: patch.name ?? before?.name ?? null,
    country: patch.country ?? before?.country ?? null,
    locale: patch.locale ?? before?.locale ?? null,
    client_id: before?.proven === 1 ? before.client_id : (patch.clientId ?? before?.client_id ?? null),
    cart: patch.cart ? JSON.stringify(patch.cart) : (before?.cart ?? null),
    blocked: Number(patch.blocked ?? before?.blocked === 1),
    proven: Number(patch.proven === true || before?.proven === 1),
    claims: patch.claims ? JSON.stringify(patch.claims) : (before?.claims ?? null),
    attributes: patch.attributes ? JSON.stringify(patch.attributes) : (before?.attributes ?? null),
  };
}
