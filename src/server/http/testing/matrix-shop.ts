import { randomUUID } from 'node:crypto';
import { createAgentSessions } from '../../auth/agent-sessions.ts';
import { createKeyRing } from '../../auth/api-keys.ts';
import { PERMISSIONS, type Permission, type Role } from '../../auth/permissions.ts';
import { createTeamLinks } from '../../auth/team-links.ts';
import { createFlows } from '../../bot/flows.ts';
import type { Agent } from '../../store/people.ts';
import { type RestKit, visitorId } from './rest-kit.ts';

export type Person = 'chat' | 'reports' | 'admin' | 'owner';

/** What stands in the path of a route, for one shop; each call makes a thing of its own, so that it may be removed. */
export interface Things {
  shop: string;
  /** Who may chat: in whose name a key acts. */
  chatter: string;
  conversation(): Promise<string>;
  visitor(): Promise<string>;
  canned(): Promise<string>;
  department(): Promise<string>;
  product(): Promise<string>;
  order(): Promise<string>;
  discount(): Promise<string>;
  flow(): Promise<string>;
  key(): Promise<string>;
  webhook(): Promise<string>;
  delivery(): Promise<string>;
  deadJob(): Promise<string>;
  colleague(): Promise<string>;
  colleagueWithFactor(): Promise<string>;
  invitation(): Promise<string>;
  session(of: Person): Promise<string>;
  /** Makes room: a shop has few endpoints. */
  noWebhooks(): Promise<void>;
}

/** A shop whose every text has its own `word`, with people of all kinds. */
export interface MatrixShop {
  things: Things;
  /** A cookie of a new session. */
  signIn(person: Person): Promise<string>;
  /** A cookie from before somebody was deactivated. */
  goneCookie: string;
  /** Text that may be in no answer to anybody of another shop: the word, and the ids of all that was made. */
  own: Set<string>;
}

let made = 0;
const next = (): number => {
  made += 1;
  return made;
};

/** Fills the shop `shop` of a server, which exists already. */
export async function fillShop(server: RestKit, shop: string, word: string): Promise<MatrixShop> {
  const { store } = server;
  const now = Date.now;
  const sessions = createAgentSessions(store, now);
  const ring = createKeyRing(store.apiKeys, now);
  const links = createTeamLinks(store.invitations, now);
  const own = new Set([word]);
  /** Remembers an id as this shop's. */
  const ours = (id: string): string => {
    own.add(id);
    return id;
  };

  async function person(name: string, role: Role, permissions: Permission[]): Promise<Agent> {
    const id = ours(`a_${word}_${name}`);
    const agent = { shop, id, name: `${word} ${name}`, email: `${name}@${word}.test`, role, permissions };
    const account = { ...agent, passwordHash: 'none' };
    await store.people.saveAgent(account);
    return account;
  }
  const people: Record<Person, Agent> = {
    chat: await person('chat', 'agent', ['chat']),
    reports: await person('reports', 'agent', ['reports']),
    admin: await person('admin', 'admin', [...PERMISSIONS]),
    owner: await person('owner', 'owner', [...PERMISSIONS]),
  };
  const cookieOf = async (agent: Agent): Promise<string> =>
    `shopbell_session=${(await sessions.begin(agent, `${word} browser`)).secret}`;
  const gone = await person('gone', 'owner', [...PERMISSIONS]);
  const goneCookie = await cookieOf(gone);
  await store.accounts.change(shop, gone.id, { disabledAt: now() });

  const { revision = 0, shop: before } = (await store.shops.edition(shop)) ?? {};
  if (!before) throw new Error(`no shop ${shop}`);
  const departments = [`${word} sales`];
  await store.shops.saveOver(revision, { ...before, name: word, departments, origins: [`https://${word}.example`] });
  const [builtIn] = createFlows().builtIn();
  if (!builtIn) throw new Error('no flow');

  const things: Things = {
    shop,
    chatter: people.chat.id,
    async conversation() {
      const visitor = ours(visitorId(next()));
      return ours(await server.says(visitor, `${word} words`, shop));
    },
    async visitor() {
      const visitor = ours(visitorId(next()));
      ours(await server.says(visitor, { type: 'email.give', email: `${word}${next()}@shopper.test` }, shop));
      await store.listing.changeVisitor(shop, visitor, { name: `${word} shopper`, attributes: { about: word } });
      return visitor;
    },
    async canned() {
      const id = ours(`cr_${randomUUID()}`);
      const at = now();
      await store.canned.save({
        shop,
        id,
        shortcut: `s${next()}`,
        text: `${word} reply`,
        createdAt: at,
        updatedAt: at,
      });
      return id;
    },
    async department() {
      const name = ours(`${word} ${next()}`);
      const edition = await store.shops.edition(shop);
      if (!edition) throw new Error(`no shop ${shop}`);
      const { departments: others } = edition.shop;
      await store.shops.saveOver(edition.revision, { ...edition.shop, departments: [...others, name] });
      return name;
    },
    async product() {
      const id = `p-${next()}`;
      const product = { id, title: `${word} mug`, price: 24, currency: 'EUR', url: '/mug', available: true };
      await store.goods.put(shop, 'products', [product]);
      return id;
    },
    async order() {
      const number = `${next()}`;
      const card = {
        number,
        status: 'shipped' as const,
        total: 4,
        currency: 'EUR',
        items: 1,
        images: [`/${word}.png`],
      };
      await store.goods.put(shop, 'orders', [{ card, email: `o@${word}.test`, placedAt: 1 }]);
      return number;
    },
    async discount() {
      const code = `CODE${next()}`;
      await store.goods.put(shop, 'discounts', [{ code, percent: 5, label: `${word} code` }]);
      return code;
    },
    async flow() {
      await store.shopFlows.save(shop, { ...builtIn, locale: 'pt', greeting: { ...builtIn.greeting, title: word } });
      return 'pt';
    },
    async key() {
      const by = { shop, agent: people.owner.id };
      return ours((await ring.make(by, { name: `${word} key`, scopes: ['settings:read'] })).key.id);
    },
    async webhook() {
      const id = ours(`we_${randomUUID()}`);
      const endpoint = {
        id,
        shop,
        url: `https://${word}.example/hook`,
        events: ['*'],
        enabled: true,
        createdAt: now(),
      };
      await store.webhooks.create({ ...endpoint, secret: `whsec_${word}` });
      return id;
    },
    async delivery() {
      const id = ours(`msg_${randomUUID()}`);
      const endpoint = await things.webhook();
      await store.deliveries.plan([{ shop, id, endpoint, conversation: '', seq: 0, event: 'webhook.test' }]);
      for (const { id: job, lease } of await store.deliveries.claim(100, 30_000)) {
        await store.deliveries.settle({ job, lease }, { at: 'dead', reason: 'timeout' });
      }
      return id;
    },
    async deadJob() {
      const conversation = await things.conversation();
      for (let claimed = await store.jobs.claim(50, 30_000); claimed.length > 0; ) {
        for (const { id: job, lease } of claimed) await store.jobs.release({ job, lease });
        claimed = await store.jobs.claim(50, 30_000);
      }
      const found = (await store.jobs.dead(shop, { limit: 100 })).find((job) => job.conversation === conversation);
      if (!found) throw new Error('no dead job');
      return ours(found.id);
    },
    colleague: async () => (await person(`colleague${next()}`, 'agent', ['chat'])).id,
    async colleagueWithFactor() {
      const agent = await things.colleague();
      const proof = { secret: 'sealed', at: now(), step: 1, recovery: ['hash'] };
      await store.factors.begin({ shop, agent, secret: 'sealed', createdAt: now() });
      await store.factors.confirm(shop, agent, proof);
      return agent;
    },
    async invitation() {
      const who = { email: `i${next()}@${word}.test`, role: 'agent', permissions: ['chat'] } as const;
      const by = { shop, agent: people.owner.id };
      return ours((await links.invite(by, { ...who, permissions: [...who.permissions] })).link.id);
    },
    async noWebhooks() {
      for (const { id } of await store.webhooks.endpoints(shop)) await store.webhooks.remove(shop, id);
    },
    session: async (of) => ours((await sessions.begin(people[of], `${word} browser`)).session),
  };
  return { things, goneCookie, own, signIn: (who) => cookieOf(people[who]) };
}
