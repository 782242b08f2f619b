import { randomUUID } from 'node:crypto';
import type { AgentFace } from '../../protocol/author.ts';
import type { VisitorCommand } from '../../protocol/commands.ts';
import { createFlows } from '../bot/flows.ts';
import { createLocalBus } from '../bus/local.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Shop } from '../store/shops.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { Sender } from './conversations.ts';
import { type ConversationsOptions, createConversations } from './create-conversations.ts';

/** For tests: a door on a real store in memory, a shop, and a small catalogue. A store or a bus that is given stays open. */
export async function openDoor(options: Partial<ConversationsOptions> & { wrap?: (store: Store) => Store } = {}) {
  const stored = options.store ?? (await createSqliteStore({ file: ':memory:' }));
  const store = options.wrap?.(stored) ?? stored;
  await store.shops.save(SHOP);
  for (const agent of [JONAS, PRIYA, REPORTER]) {
    await store.people.saveAgent({
      ...agent,
      shop: SHOP.id,
      email: `${agent.id}@shop.test`,
      role: 'agent',
      permissions: agent === REPORTER ? ['reports'] : ['chat'],
      passwordHash: 'none',
    });
  }
  const bus = options.bus ?? createLocalBus();
  const errors: unknown[] = [];
  const log = (...about: unknown[]): void => void errors.push(about);
  const parts: ConversationsOptions = {
    store,
    bus,
    commerce: COMMERCE,
    files: { info: async () => undefined },
    flows: createFlows(),
    logger: { error: log, warn: log },
    sweepMs: 0,
    ...options,
  };
  const conversations = createConversations(parts);
  return {
    conversations,
    store,
    bus,
    errors,
    /** A second process on the same store, with a bus of its own. */
    another: (more: Partial<ConversationsOptions> = {}) =>
      createConversations({ ...parts, bus: createLocalBus(), ...more }),
    async close() {
      await conversations.drain();
      if (!options.bus) await bus.close();
      if (!options.store) await stored.close();
    },
  };
}

export const JONAS: AgentFace = { id: 'a_jonas', name: 'Jonas' };
export const PRIYA: AgentFace = { id: 'a_priya', name: 'Priya' };
/** May read reports and nothing else. */
export const REPORTER: AgentFace = { id: 'a_reporter', name: 'Rita' };

export const SHOP: Shop = {
  id: 'shop',
  name: 'Hazel & Hem',
  origins: [],
  locale: 'en',
  currency: 'EUR',
  timeZone: 'Europe/Lisbon',
  hours: [],
  transfer: 'always',
  askEmail: 'handoff',
  departments: ['Sales', 'Orders and returns'],
  appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
};

const SHIRT = { id: 'p-shirt', title: 'Linen shirt', price: 68, currency: 'EUR', url: '/demo/product.html?id=p-shirt' };

export const COMMERCE: Commerce = {
  searchProducts: async (_, query) => (/linen|shirt|hemd/.test(query) ? [SHIRT] : []),
  product: async (_, id) => (id === SHIRT.id ? SHIRT : undefined),
  order: async (_, number, email) =>
    number === '10482' && email === 'marta@example.com'
      ? { number, status: 'shipped', total: 116, currency: 'EUR', items: 3, images: [] }
      : undefined,
  orders: async () => [],
  discount: async (_, code) => (code === 'WELCOME10' ? { code, percent: 10 } : undefined),
  discounts: async () => [],
};

export const visitor = (id = 'v_0000000000000001'): Extract<Sender, { role: 'visitor' }> => ({
  role: 'visitor',
  shop: SHOP.id,
  visitor: id,
  context: { locale: 'en', country: 'PT' },
});

export const agent = (face = JONAS): Extract<Sender, { role: 'agent' }> => ({
  role: 'agent',
  shop: SHOP.id,
  agent: face,
  permissions: face === REPORTER ? ['reports'] : ['chat', 'unblock'],
});

export const say = (text: string, conversation?: string): VisitorCommand => ({
  type: 'message.send',
  id: randomUUID(),
  ...(conversation && { conversation }),
  content: { type: 'text', text },
});

/** The command of a kind with a new id. */
export const withId = <T extends object>(command: T): T & { id: string } => ({ ...command, id: randomUUID() });
