import { Hono } from 'hono';
import type { KeyRing } from '../auth/api-keys.ts';
import type { VisitorTokens } from '../auth/visitor-tokens.ts';
import type { Ephemeral } from '../bus/ephemeral.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Limits } from '../config.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Files } from '../files/files.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Streams } from '../gateway/stream.ts';
import type { Logger } from '../logger.ts';
import { createRates } from '../rates.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { StoreFull } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Tracing } from '../tracing.ts';
import { bodyOf, cachedResponse } from './cached-response.ts';
import { mountChatPage } from './chat-page.ts';
import { conversationRoutes } from './conversations.ts';
import type { Env } from './env.ts';
import { type ErasureParts, erasureRoutes } from './erasure.ts';
import { fileRoutes, mountFiles } from './files.ts';
import { FOR_PAGES } from './for-pages.ts';
import { mountHealth } from './health.ts';
import { type IdentityParts, identityRoutes } from './identity-routes.ts';
import { mountLoader } from './loader.ts';
import { lookupRoutes } from './lookups.ts';
import type { Metrics } from './metrics.ts';
import { createOnce } from './once.ts';
import { describeApi } from './openapi.ts';
import type { Origins } from './origins.ts';
import { mountPages } from './pages.ts';
import { mountPreviewPage } from './preview-page.ts';
import { problemResponse, refuse } from './problem.ts';
import { type PushRouteParts, pushRoutes } from './push.ts';
import { readApiKey } from './read-api-key.ts';
import type { Readiness } from './readiness.ts';
import { limitRequests } from './request-limits.ts';
import { requestLog } from './request-log.ts';
import { type RestParts, restRoutes } from './rest-routes.ts';
import { mountRoutes, type Route } from './route.ts';
import { sameOriginOnly } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { readSession } from './session-cookie.ts';
import type { StaticFolder } from './static-folder.ts';
import { mountStreams } from './stream.ts';
import { traceRequests } from './trace-requests.ts';
import { mountVersions, type Versions } from './versions.ts';
import { visitorIdentityRoutes } from './visitor-identity.ts';
import { widgetSettingsRoutes } from './widget-settings.ts';
import { type WorkParts, workRoutes } from './work-routes.ts';

export interface HttpParts {
  store: RestParts['store'] &
    WorkParts['store'] &
    Pick<Store, 'accounts' | 'keeping' | 'pushDevices' | 'replies' | 'identities' | 'secrets'>;
  work: WorkParts['work'];
  erase: ErasureParts['erase'];
  conversations: Conversations;
  commerce: Commerce;
  files: Files;
  describeRows: DescribeRows;
  identity: IdentityParts['identity'];
  keys: KeyRing;
  flows: RestParts['flows'];
  rowChanged: RestParts['rowChanged'];
  now: RestParts['now'];
  throttle: IdentityParts['throttle'];
  ephemeral: Pick<Ephemeral, 'takeAll'>;
  settings: ShopSettings;
  origins: Origins;
  streams: Streams;
  /** Of shoppers' browsers. */
  tokens: Pick<VisitorTokens, 'revoke' | 'verify'>;
  push: PushRouteParts['push'];
  metrics: Metrics;
  tracing: Tracing;
  logger: Logger;
  limits: Limits;
  version: string;
  versions: Versions;
  folders: { dist: StaticFolder; demo: StaticFolder; inbox: StaticFolder };
  /** False while somebody works on the widget: browsers then ask again for each file. */
  immutable: boolean;
  metricsToken?: string;
  readiness: Pick<Readiness, 'look'>;
}

/** Every route under `/api/v1`: the router and the description both come from this table. */
export function apiRoutes(parts: HttpParts): Route[] {
  const { store, commerce, conversations, logger, limits, describeRows } = parts;
  return [
    ...identityRoutes(parts),
    ...conversationRoutes({ ...store, conversations, commerce, describeRows }),
    ...restRoutes(parts),
    ...visitorIdentityRoutes({ ...store, tokens: parts.tokens, logger, now: parts.now }),
    ...workRoutes(parts),
    ...erasureRoutes({ keeping: store.keeping, erase: parts.erase }),
    ...lookupRoutes({ people: store.people, shops: store.shops, commerce }),
    ...fileRoutes({ files: parts.files, limits }),
    ...pushRoutes(parts),
    ...widgetSettingsRoutes(parts.settings),
  ];
}

/** Everything that the server answers over HTTP; the socket at `/ws` is the gateway's. */
export function createApp(parts: HttpParts): Hono<Env> {
  const { origins, logger, folders } = parts;
  const app = new Hono<Env>();
  const routes = apiRoutes(parts);

  app.use(requestLog(logger, parts.metrics), securityHeaders(origins));
  app.use(limitRequests({ ephemeral: parts.ephemeral, rates: createRates(parts.limits), origins }));
  app.use('/api/*', traceRequests(parts.tracing));
  app.use('/api/*', readApiKey(parts.keys), sameOriginOnly(origins), readSession(parts.identity.sessions, origins));
  mountRoutes(app, routes, createOnce(parts.store.replies));

  const description = bodyOf(JSON.stringify(describeApi(routes, parts.version)), 'application/json; charset=utf-8');
  app.get('/api/openapi.json', (c) =>
    cachedResponse(c.req.raw, description, { 'cache-control': 'no-cache', ...FOR_PAGES }),
  );

  mountHealth(app, parts);
  mountStreams(app, parts.streams, logger);
  mountLoader(app, { dist: folders.dist, settings: parts.settings });
  mountVersions(app, parts.versions, { immutable: parts.immutable });
  mountFiles(app, parts.files);
  mountChatPage(app, { shops: parts.store.shops, dist: folders.dist, version: parts.version });
  mountPreviewPage(app);
  mountPages(app, folders);

  app.notFound((c) => problemResponse(c, refuse('not_found')));
  app.onError((error, c) => {
    // The state of the store has a line of its own.
    if (error instanceof StoreFull) return problemResponse(c, refuse('busy', { retryAfterMs: 5000 }));
    logger.error({ err: error, method: c.req.method }, 'a request failed');
    return problemResponse(c, refuse('server_error'));
  });
  return app;
}
