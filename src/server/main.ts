import { join } from 'node:path';
import { announce } from './announce.ts';
import { createKeyRing } from './auth/api-keys.ts';
import { openFactorKey } from './auth/factor-key.ts';
import { openServerKeys } from './auth/secret.ts';
import { createSignInThrottle } from './auth/sign-in-throttle.ts';
import { createTeamIdentity } from './auth/team-identity.ts';
import { createTeamMail } from './auth/team-mail.ts';
import { createVisitorIdentity } from './auth/visitor-identity.ts';
import { createBot } from './bot/create-bot.ts';
import { createFlows } from './bot/flows.ts';
import { topics } from './bus/bus.ts';
import { openBus } from './bus/open-bus.ts';
import { createEmailChannel } from './channels/email.ts';
import { createCatalog } from './commerce/catalog.ts';
import type { Config } from './config.ts';
import { createConversations } from './conversations/create-conversations.ts';
import { prepareDataDir } from './data-dir.ts';
import { openFiles } from './files/open-files.ts';
import { originsOf, sessionsOf } from './gateway/adapters.ts';
import { createGateway } from './gateway/attach.ts';
import { presenceOf } from './gateway/presence.ts';
import { createDescribeRows } from './gateway/rows.ts';
import { agentTopic } from './gateway/signals.ts';
import { busCondition, clockCondition, storeCondition } from './http/conditions.ts';
import { createApp } from './http/create-app.ts';
import { guardConnections } from './http/guard-connections.ts';
import { createHttpServer, requireFreePort } from './http/listen.ts';
import { createMetrics } from './http/metrics.ts';
import { createOrigins } from './http/origins.ts';
import { createReadiness } from './http/readiness.ts';
import { createStaticFolder } from './http/static-folder.ts';
import { keepVersions } from './http/versions.ts';
import { findInstallation } from './installation.ts';
import { createBotTurn } from './jobs/bot-turn.ts';
import { createEmailReply } from './jobs/email-reply.ts';
import { createFollowBlock } from './jobs/follow-block.ts';
import { createIndexEntry } from './jobs/index-entry.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { createMissedHandoff } from './jobs/missed-handoff.ts';
import { createPushReply } from './jobs/push-reply.ts';
import { createWebhookFanOut } from './jobs/webhook-fan-out.ts';
import { createErasing, startKeeping } from './keeping/start-keeping.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMeters } from './meters.ts';
import { createAddressGuard } from './net/address-guard.ts';
import { createGuardedFetch } from './net/guarded-fetch.ts';
import { addBacklog, observeConversations, observeStore, watchJobs, watchWebhooks } from './observe.ts';
import { openPush } from './push/open-push.ts';
import { type RunningServer, runProcess } from './run-process.ts';
import { isDemoAgent, seedDemo } from './seed/seed-demo.ts';
import { greetingFrom } from './settings/greeting.ts';
import { createShopSettings } from './settings/shop-settings.ts';
import { createSpokenLocales } from './settings/spoken-locale.ts';
import type { DatabaseBackup } from './store/backup.ts';
import { createPostgresBackup } from './store/postgres/backup.ts';
import { createPostgresStore } from './store/postgres/create-postgres-store.ts';
import { createSqliteBackup } from './store/sqlite/backup.ts';
import { createSqliteStore } from './store/sqlite/create-sqlite-store.ts';
import type { Store } from './store/store.ts';
import { openTracing } from './tracing.ts';
import { createWebhookSender } from './webhooks/create-webhooks.ts';
import { createWantedEvents } from './webhooks/wanted.ts';

/** The store that the environment names. @throws StoreUnusable, StoreTooNew */
export const openStore = ({ database }: Config, logger?: Logger): Promise<Store> =>
  database.kind === 'postgres'
    ? createPostgresStore({ url: database.url, logger })
    : createSqliteStore({ file: database.file, logger });

/** Copies of the database that the environment names. */
export const openBackup = ({ database }: Config): DatabaseBackup =>
  database.kind === 'postgres' ? createPostgresBackup(database) : createSqliteBackup(database);

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

  const metrics = createMetrics(version);
  const tracing = await openTracing({ ...config, version, logger });
  const observers = { meters: createMeters(metrics), tracing };
  const store = observeStore(await openStore(config, logger), observers);
  if (config.mode !== 'production' && (await seedDemo(store, installation.demo))) logger.info('the demo shop was made');

  const now = (): number => Date.now();
  const shared = openBus(config, logger);
  const { bus, ephemeral } = shared;
  addBacklog(metrics, { store, bus });
  const origins = createOrigins(config);
  const commerce = createCatalog(store.goods);
  const files = openFiles(config.files);
  await files.ready();
  const email = createEmailChannel({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    directory: join(config.dataDir, 'mail'),
  });
  const flows = createFlows(undefined, store.shopFlows);
  let address = config.publicUrl ?? '';
  const identity = createTeamIdentity({
    store,
    secret: await openFactorKey(store.secrets, now),
    mail: createTeamMail(config.smtpUrl ? email.notify : undefined),
    address: () => address,
    changed: (shop, agent) => bus.signal(agentTopic(shop, agent), { type: 'account' }),
    barred: config.mode === 'production' ? isDemoAgent : undefined,
    now,
  });
  const keys = createKeyRing(store.apiKeys, now);
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

  const guard = createAddressGuard({ allow: config.webhookAllow, insecureLoopback: config.mode !== 'production' });
  const push = await openPush(config.push, { guard, secrets: store.secrets, now });
  const wanted = createWantedEvents(store.webhooks, now);
  const conversations = observeConversations(
    createConversations({
      store,
      webhooks: wanted,
      pushes: push.platforms.length > 0,
      bus,
      commerce,
      files,
      flows,
      logger,
      clock: now,
      onJobs: () => jobs.wake(),
      onSwept: observers.meters.swept,
    }),
    observers,
  );
  const rowChanged = (shop: string, conversation: string): void => bus.signal(topics.lists(shop), { conversation });
  const presence = (shop: string, visitor: string) => presenceOf(ephemeral, shop, visitor);
  const linkTo = (shop: string): string => `${address}/chat?shop=${shop}`;
  const jobs = createJobRunner({
    watch: watchJobs(observers),
    jobs: store.jobs,
    logger,
    handlers: {
      bot: createBotTurn({ store, conversations, bot: createBot({ flows, commerce }), logger, now }),
      handoff: createMissedHandoff({ store, conversations, now }),
      block: createFollowBlock({ store, conversations, rowChanged }),
      email: createEmailReply({
        store,
        conversations,
        channel: email,
        presence,
        linkTo,
      }),
      push: createPushReply({ store, conversations, push, presence, linkTo, logger }),
      index: createIndexEntry({ store, conversations }),
      webhook: createWebhookFanOut({ store, conversations, planned: () => webhooks.wake() }),
    },
  });
  const webhooks = createWebhookSender({
    watch: watchWebhooks(observers),
    store,
    conversations,
    wanted,
    fetch: createGuardedFetch({ guard }),
    logger,
    now,
  });
  const serverKeys = await openServerKeys(store.secrets, config.dataDir, now);
  const visitors = createVisitorIdentity({ store, conversations, bus, keys: serverKeys, now });
  const gateway = createGateway({
    conversations,
    store,
    bus,
    ephemeral,
    ...visitors,
    sessions: sessionsOf(identity.sessions, store.shops),
    settings,
    origins,
    allowOrigin: originsOf(store.shops),
    limits: config.limits,
    processId: shared.processId,
    logger,
    metrics,
    meters: observers.meters,
  });
  let draining = false;
  const readiness = createReadiness({
    parts: {
      store: storeCondition(store),
      bus: busCondition(bus),
      clock: clockCondition({ wall: now, steady: () => performance.now() }),
    },
    draining: () => draining,
    logger,
  });
  const http = createHttpServer(
    createApp({
      store,
      conversations,
      commerce,
      files,
      describeRows: createDescribeRows(ephemeral),
      identity,
      keys,
      flows,
      rowChanged,
      erase: createErasing({ store, files, bus, tokens: visitors.tokens, dataDir: config.dataDir, now }),
      now,
      work: {
        guard,
        webhooksChanged: wanted.forget,
        deliveriesPlanned: webhooks.wake,
        jobsRevived: jobs.wake,
      },
      throttle: createSignInThrottle(ephemeral),
      ephemeral,
      settings,
      origins,
      streams: gateway.streams,
      tokens: visitors.tokens,
      push,
      metrics,
      tracing,
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
      readiness,
    }),
  );
  guardConnections(http.server, { ...config.limits, proxied: config.trustedProxies > 0 });
  gateway.attach(http.server);
  const { port } = await http.listen(config.port, config.host);
  const here = `http://${nameOf(config.host)}:${port}`;
  address ||= here;
  jobs.start();
  webhooks.start();
  const stopKeeping = startKeeping({ store, files, ephemeral, bus, logger, now });
  process.stdout.write(`${announce(address, version, await store.shops.list(), config.mode)}\n`);

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    draining = true;
    const kept = stopKeeping();
    logger.info('stopping');
    const answered = http.close();
    await gateway.close();
    await Promise.all([jobs.stop(), webhooks.stop()]);
    await kept;
    await conversations.drain();
    await answered;
    email.close();
    push.close();
    readiness.stop();
    await shared.close();
    await store.close();
    await tracing.stop();
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
