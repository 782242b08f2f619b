import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { LIMITS } from '../../../protocol/limits.ts';
import { Appearance } from '../../../protocol/settings.ts';
import { createKeyRing } from '../../auth/api-keys.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { createSignInThrottle } from '../../auth/sign-in-throttle.ts';
import { createTeamIdentity } from '../../auth/team-identity.ts';
import { createTeamMail } from '../../auth/team-mail.ts';
import { createFlows } from '../../bot/flows.ts';
import { createLocalBus } from '../../bus/local.ts';
import { createMemoryEphemeral } from '../../bus/memory-ephemeral.ts';
import type { Conversations } from '../../conversations/conversations.ts';
import { createConversations } from '../../conversations/create-conversations.ts';
import { createDescribeRows } from '../../gateway/rows.ts';
import { agentTopic } from '../../gateway/signals.ts';
import { erasePerson } from '../../keeping/erase-person.ts';
import { tellErased } from '../../keeping/tell-erased.ts';
import { createLogger } from '../../logger.ts';
import { createAddressGuard } from '../../net/address-guard.ts';
import { greetingFrom } from '../../settings/greeting.ts';
import { createShopSettings } from '../../settings/shop-settings.ts';
import { createSpokenLocales } from '../../settings/spoken-locale.ts';
import type { Agent } from '../../store/people.ts';
import type { Shop } from '../../store/shops.ts';
import { createSqliteStore } from '../../store/sqlite/create-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { noTracing } from '../../tracing.ts';
import { busCondition, storeCondition } from '../conditions.ts';
import { createApp, type HttpParts } from '../create-app.ts';
import { createHttpServer } from '../listen.ts';
import { createMetrics } from '../metrics.ts';
import { createOrigins } from '../origins.ts';
import { createReadiness } from '../readiness.ts';
import { createStaticFolder } from '../static-folder.ts';
import { keepVersions } from '../versions.ts';
import { createMemoryFiles, oneProduct } from './fakes.ts';

/** Files as a build leaves them, as far as these tests look. */
const BUILT = {
  'dist/manifest.json': '{"version":"1.2.3","files":{}}',
  'dist/shopbell.js': 'start(Object("__SHOPBELL_SETTINGS__"));',
  'dist/widget.js': `export const mount = 1;${'// padding\n'.repeat(80)}`,
  'dist/locales/en.json':
    '{"launcher":{"open":"Open chat","close":"Close chat","dismiss":"Dismiss message","unread":{"one":"{n} unread message","other":"{n} unread messages"}}}',
  'dist/locales/fr.json':
    '{"launcher":{"open":"Ouvrir","close":"Fermer","dismiss":"Masquer","unread":{"one":"{n} message","other":"{n} messages"}}}',
  'demo/index.html': '<!doctype html><title>Shop</title>',
  'demo/csp/index.html': '<!doctype html><script nonce="__NONCE__" src="/shopbell.js"></script>',
  'demo/spa/index.html': '<!doctype html><title>Single page</title>',
  'demo/.hidden.html': 'not for anybody',
  'inbox/index.html': '<!doctype html><title>Inbox</title>',
  'inbox/assets/app-1a2b.js': 'app();',
  'secret.html': 'outside of every folder',
};

const SHOP: Shop = {
  id: 'oak',
  name: 'Oak </script> & Co',
  origins: ['https://oak.example'],
  locale: 'en',
  currency: 'EUR',
  timeZone: 'UTC',
  hours: [],
  transfer: 'always',
  askEmail: 'handoff',
  departments: ['Sales'],
  appearance: v.parse(Appearance, {}),
};

/** Of everybody in the team. */
export const PASSWORD = 'correct horse';
/** Made once: the tests are not about the time of a hash. */
const passwordHash = hashPassword(PASSWORD);

export interface TestServer {
  origin: string;
  store: Store;
  conversations: Conversations;
  /** Lines that were logged so far. */
  logged: string[];
  /** A request to a path; cookies, origin and the rest are the test's own. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Signs in and returns the value of a `cookie` header. */
  signIn(email: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole HTTP side on a free port, with a store in memory and one shop `oak` with a team of three. */
export async function serveApp(
  changes: Partial<HttpParts> & { trustedProxies?: number; notify?: Parameters<typeof createTeamMail>[0] } = {},
): Promise<TestServer> {
  const root = await mkdtemp(join(tmpdir(), 'shopbell-http-'));
  for (const [path, text] of Object.entries(BUILT)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const store = await createSqliteStore({ file: ':memory:' });
  await store.shops.save(SHOP);
  await store.shops.save({ ...SHOP, id: 'elm', name: 'Elm' });
  for (const agent of await team()) await store.people.saveAgent(agent);

  const logged: string[] = [];
  const logger = createLogger('debug', (line) => logged.push(line));
  const bus = createLocalBus();
  const flows = createFlows(undefined, store.shopFlows);
  const files = createMemoryFiles();
  const conversations = createConversations({ store, bus, commerce: oneProduct, files, flows, logger, sweepMs: 0 });
  const dist = createStaticFolder(join(root, 'dist'));
  const now = (): number => Date.now();
  const ephemeral = createMemoryEphemeral({ clock: now });
  const app = createApp({
    store,
    conversations,
    commerce: oneProduct,
    files,
    describeRows: createDescribeRows(ephemeral),
    identity: createTeamIdentity({
      store,
      secret: new Uint8Array(32).fill(7),
      mail: createTeamMail(changes.notify),
      address: () => 'https://chat.oak.example',
      changed: (shop, agent) => bus.signal(agentTopic(shop, agent), { type: 'account' }),
      now,
    }),
    keys: createKeyRing(store.apiKeys, now),
    flows,
    rowChanged: () => {},
    erase: (shop, person, by) =>
      erasePerson({ store, files, eraseMails: async () => 0, erased: tellErased(bus), now }, shop, person, by),
    now,
    work: {
      guard: createAddressGuard({ allow: [], insecureLoopback: false }),
      webhooksChanged: () => {},
      deliveriesPlanned: () => {},
      jobsRevived: () => {},
    },
    throttle: createSignInThrottle(ephemeral),
    ephemeral,
    settings: createShopSettings({
      shops: store.shops,
      people: store.people,
      spoken: createSpokenLocales(dist),
      greetingFor: greetingFrom(flows),
      now,
    }),
    origins: createOrigins({ trustedProxies: changes.trustedProxies ?? 0 }),
    streams: { open: async () => {}, frame: async () => {} },
    tokens: { revoke: async () => {}, verify: async () => undefined },
    push: { platforms: ['fcm'] },
    metrics: createMetrics('1.2.3'),
    tracing: noTracing,
    logger,
    limits: { ...LIMITS, fileBytes: 2048 },
    version: '1.2.3',
    versions: await keepVersions(
      { dist, version: '1.2.3' },
      { distDir: join(root, 'dist'), dataDir: join(root, 'data') },
    ),
    folders: {
      dist,
      demo: createStaticFolder(join(root, 'demo')),
      inbox: createStaticFolder(join(root, 'inbox')),
    },
    immutable: true,
    readiness: createReadiness({
      parts: { store: storeCondition(store), bus: busCondition(bus) },
      draining: () => false,
      logger,
      everyMs: 0,
    }),
    ...changes,
  });
  const http = createHttpServer(app);
  const { port } = await http.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${port}`;
  const ask: TestServer['ask'] = (path, init) => fetch(`${origin}${path}`, { redirect: 'manual', ...init });

  return {
    origin,
    store,
    conversations,
    logged,
    ask,
    async signIn(email) {
      const response = await ask('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      return response.headers.get('set-cookie')?.split(';')[0] ?? `none: ${response.status}`;
    },
    async stop() {
      await http.close();
      await conversations.drain();
      await bus.close();
      await store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function team(): Promise<Agent[]> {
  const of = async (who: Pick<Agent, 'id' | 'name' | 'role' | 'permissions'> & { shop?: string }): Promise<Agent> => ({
    shop: 'oak',
    email: `${who.id.slice(2)}@oak.test`,
    passwordHash: await passwordHash,
    ...who,
  });
  return Promise.all([
    of({ id: 'a_ann', name: 'Ann Oak', role: 'agent', permissions: ['chat'] }),
    of({ id: 'a_rep', name: 'Rep Orter', role: 'agent', permissions: ['reports'] }),
    of({ id: 'a_elm', name: 'Eve Elm', role: 'owner', permissions: ['chat'], shop: 'elm' }),
  ]);
}
