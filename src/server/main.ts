import { join } from 'node:path';
import { announce } from './announce.ts';
import { createAgentSessions } from './auth/agent-sessions.ts';
import { loadSecret } from './auth/secret.ts';
import { createSignInThrottle } from './auth/sign-in-throttle.ts';
import { createVisitorTokens } from './auth/visitor-tokens.ts';
import { createBot } from './bot/create-bot.ts';
import { createFlows } from './bot/flows.ts';
import { createLocalBus } from './bus/local.ts';
import { createMemoryEphemeral } from './bus/memory-ephemeral.ts';
import { createEmailChannel } from './channels/email.ts';
import { createCatalog } from './commerce/catalog.ts';
import type { Config } from './config.ts';
import { createConversations } from './conversations/create-conversations.ts';
import { prepareDataDir } from './data-dir.ts';
import { createDiskFiles } from './files/disk.ts';
import { startOrphanSweep } from './files/sweep-orphans.ts';
import { originsOf, sessionsOf, tokensOf } from './gateway/adapters.ts';
import { createGateway } from './gateway/attach.ts';
import { presenceOf } from './gateway/presence.ts';
import { createDescribeRows } from './gateway/rows.ts';
import { createApp } from './http/create-app.ts';
import { createHttpServer, requireFreePort } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { createOrigins } from './http/origins.ts';
import { createStaticFolder } from './http/static-folder.ts';
import { keepVersions } from './http/versions.ts';
import { findInstallation } from './installation.ts';
import { createBotTurn } from './jobs/bot-turn.ts';
import { createEmailReply } from './jobs/email-reply.ts';
import { createIndexEntry } from './jobs/index-entry.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { createLogger, type Logger } from './logger.ts';
import { type RunningServer, runProcess } from './run-process.ts';
import { isDemoAgent, seedDemo } from './seed/seed-demo.ts';
import { greetingFrom } from './settings/greeting.ts';
import { createShopSettings } from './settings/shop-settings.ts';
import { createSpokenLocales } from './settings/spoken-locale.ts';
import { createSqliteStore } from './store/sqlite/create-sqlite-store.ts';
import type { Store } from './store/store.ts';

/** The store that the environment names. @throws StoreUnusable, StoreTooNew */
export const openStore = ({ databaseFile }: Config, logger?: Logger): Promise<Store> =>
  createSqliteStore({ file: databaseFile, logger });

/**
 * Puts the server together from its adapters and starts it.
 * @throws StartError, StoreUnusable, StoreTooNew: each with one line for whoever starts it
 */
export async function startServer(config: Config): Promise<RunningServer> {
  const installation = findInstallation();
  const { version } = installation;
  const logger = createLogger(config.logLevel);
  await prepareDataDir(config.dataDir);
  await requireFreePort(config.port, config.host);

  const secret = await loadSecret(config.dataDir);
  const store = await openStore(config, logger);
  if (config.mode !== 'production' && (await seedDemo(store, installation.demo))) logger.info('the demo shop was made');

  const now = (): number => Date.now();
  const bus = createLocalBus({ onError: (err) => logger.error({ err }, 'a listener of the bus failed') });
  const ephemeral = createMemoryEphemeral({ clock: now });
  const metrics = createMetrics(version);
  const origins = createOrigins(config);
  const commerce = createCatalog(store.shops);
  const files = createDiskFiles({ dir: config.filesDir });
  const email = createEmailChannel({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    directory: join(config.dataDir, 'mail'),
  });
  const flows = createFlows();
  const barred = config.mode === 'production' ? isDemoAgent : undefined;
  const sessions = createAgentSessions(store.people, now, barred);
  const folders = {
    dist: createStaticFolder(installation.dist),
    demo: createStaticFolder(installation.demo),
    inbox: createStaticFolder(installation.inbox),
  };
  const settings = createShopSettings({
    shops: store.shops,
    people: store.people,
    spoken: createSpokenLocales(folders.dist),
    greetingFor: greetingFrom(flows),
    now,
  });

  const conversations = createConversations({
    store,
    bus,
    commerce,
    files,
    flows,
    logger,
    clock: now,
    onJobs: () => jobs.wake(),
  });
  let address = config.publicUrl ?? '';
  const jobs = createJobRunner({
    jobs: store.jobs,
    logger,
    handlers: {
      bot: createBotTurn({ store, conversations, bot: createBot({ flows, commerce }), logger }),
      email: createEmailReply({
        store,
        conversations,
        channel: email,
        presence: (shop, visitor) => presenceOf(ephemeral, shop, visitor),
        linkTo: (shop) => `${address}/chat?shop=${shop}`,
      }),
      index: createIndexEntry({ store, conversations }),
    },
  });
  const gateway = createGateway({
    conversations,
    store,
    bus,
    ephemeral,
    tokens: tokensOf(createVisitorTokens(secret, now)),
    sessions: sessionsOf(sessions, store.shops),
    settings,
    origins,
    allowOrigin: originsOf(store.shops),
    limits: config.limits,
    logger,
    metrics,
  });
  let draining = false;
  const http = createHttpServer(
    createApp({
      store,
      conversations,
      commerce,
      files,
      describeRows: createDescribeRows(ephemeral),
      sessions,
      throttle: createSignInThrottle(ephemeral),
      settings,
      origins,
      streams: gateway.streams,
      metrics,
      logger,
      limits: config.limits,
      version,
      versions: await keepVersions(
        { dist: folders.dist, version },
        { distDir: installation.dist, dataDir: config.dataDir },
      ),
      folders,
      immutable: config.mode !== 'development',
      metricsToken: config.metricsToken,
      ping: () => store.ping(),
      draining: () => draining,
    }),
  );
  gateway.attach(http.server);
  const { port } = await http.listen(config.port, config.host);
  const here = `http://${nameOf(config.host)}:${port}`;
  address ||= here;
  jobs.start();
  const stopSweeping = startOrphanSweep({ files, links: store.links, shops: store.shops, logger, now });
  process.stdout.write(`${announce(address, version, await store.shops.list(), config.mode)}\n`);

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    draining = true;
    stopSweeping();
    logger.info('stopping');
    const answered = http.close();
    await gateway.close();
    await jobs.stop();
    await conversations.drain();
    await answered;
    email.close();
    await bus.close();
    await store.close();
    logger.info('stopped');
  };
  return { address: here, stop: () => (stopped ??= stop()) };
}

/** How this machine calls the address that the server listens on. */
function nameOf(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Runs the server as this process. */
export const run = (): Promise<void> => runProcess(startServer);

if (import.meta.main) await run();
