import { hashPassword } from '../auth/passwords.ts';
import { permissionsOf, type Role } from '../auth/permissions.ts';
import type { Agent } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { readDemo } from './read-demo.ts';

export const DEMO_SHOP = 'demo';
export const DEMO_PASSWORD = 'demo-demo';

const TEAM: readonly { id: string; name: string; email: string; role: Role; picture: string }[] = [
  { id: 'a_olive', name: 'Olive Hart', email: 'owner@demo.test', role: 'owner', picture: 'olive' },
  { id: 'a_jonas', name: 'Jonas Weber', email: 'jonas@demo.test', role: 'agent', picture: 'jonas' },
  { id: 'a_priya', name: 'Priya Nair', email: 'priya@demo.test', role: 'agent', picture: 'priya' },
];

/** Somebody whose password the whole world knows: never let in where real customers write. */
export const isDemoAgent = ({ shop, email }: Pick<Agent, 'shop' | 'email'>): boolean =>
  shop === DEMO_SHOP && TEAM.some((one) => one.email === email.toLowerCase());

/**
 * Gives an empty store the demo shop: catalogue, orders, codes, hours and three agents, no conversations. A store that
 * has any shop is left alone.
 * @param demoFolder `demo/` of this installation
 * @returns whether it did
 */
export async function seedDemo(store: Pick<Store, 'shops' | 'people'>, demoFolder: string): Promise<boolean> {
  if ((await store.shops.list()).length > 0) return false;
  const demo = await readDemo(demoFolder);
  await store.shops.saveCatalogue(demo.shop.id, demo.catalogue);
  for (const { picture, ...one } of TEAM) {
    const avatar = demo.portrait(picture);
    await store.people.saveAgent({
      ...one,
      shop: demo.shop.id,
      ...(avatar && { avatar }),
      permissions: permissionsOf(one.role),
      passwordHash: await hashPassword(DEMO_PASSWORD),
    });
  }
  // The shop last: a start that is cut short before it begins again.
  await store.shops.save(demo.shop);
  return true;
}
