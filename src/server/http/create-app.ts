import { Hono } from 'hono';
import type { AgentSessions } from '../auth/agent-sessions.ts';
import type { SignInThrottle } from '../auth/sign-in-throttle.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Limits } from '../config.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Files } from '../files/files.ts';
import type { DescribeRows } from '../gateway/rows.ts';
import type { Streams } from '../gateway/stream.ts';
import type { Logger } from '../logger.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import type { Store } from '../store/store.ts';
import { bodyOf, cachedResponse } from './cached-response.ts';
import { mountChatPage } from './chat-page.ts';
import { conversationRoutes } from './conversations.ts';
import type { Env } from './env.ts';
import { fileRoutes, mountFiles } from './files.ts';
import { FOR_PAGES } from './for-pages.ts';
import { mountHealth } from './health.ts';
import { mountLoader } from './loader.ts';
import { lookupRoutes } from './lookups.ts';
import type { Metrics } from './metrics.ts';
import { describeApi } from './openapi.ts';
import type { Origins } from './origins.ts';
import { mountPages } from './pages.ts';
import { problemResponse, refuse } from './problem.ts';
import { requestLog } from './request-log.ts';
import { mountRoutes, type Route } from './route.ts';
import { sameOriginOnly } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session.ts';
import { readSession } from './session-cookie.ts';
import type { StaticFolder } from './static-folder.ts';
import { mountStreams } from './stream.ts';
import { mountVersions, type Versions } from './versions.ts';
import { widgetSettingsRoutes } from './widget-settings.ts';

export interface HttpParts {
  store: Pick<Store, 'folders' | 'people' | 'shops' | 'search'>;
  conversations: Conversations;
  commerce: Commerce;
  files: Files;
  describeRows: DescribeRows;
  sessions: AgentSessions;
  throttle: SignInThrottle;
  settings: ShopSettings;
  origins: Origins;
  streams: Streams;
  metrics: Metrics;
  logger: Logger;
  limits: Limits;
  version: string;
  versions: Versions;
  folders: { dist: StaticFolder; demo: StaticFolder; inbox: StaticFolder };
  /** False while somebody works on the widget: browsers then ask again for each file. */
  immutable: boolean;
  metricsToken?: string;
  ping(): Promise<void>;
  draining(): boolean;
}

/** Every route under `/api/v1`: the router and the description both come from this table. */
export function apiRoutes(parts: HttpParts): Route[] {
  const { store, commerce, conversations, sessions, throttle, origins, logger, limits, describeRows } = parts;
  return [
    ...sessionRoutes({ shops: store.shops, sessions, throttle, origins, logger }),
    ...conversationRoutes({ folders: store.folders, search: store.search, conversations, commerce, describeRows }),
    ...lookupRoutes({ people: store.people, shops: store.shops, commerce }),
    ...fileRoutes({ files: parts.files, limits }),
    ...widgetSettingsRoutes(parts.settings),
  ];
}

/** Everything that the server answers over HTTP; the socket at `/ws` is the gateway's. */
export function createApp(parts: HttpParts): Hono<Env> {
  const { origins, logger, folders } = parts;
  const app = new Hono<Env>();
  const routes = apiRoutes(parts);

  app.use(requestLog(logger, parts.metrics), securityHeaders(origins));
  app.use('/api/*', sameOriginOnly(origins), readSession(parts.sessions, origins));
  mountRoutes(app, routes);

  const description = bodyOf(JSON.stringify(describeApi(routes, parts.version)), 'application/json; charset=utf-8');
  app.get('/api/openapi.json', (c) =>
    cachedResponse(c.req.raw, description, { 'cache-control': 'no-cache', ...FOR_PAGES }),
  );

  mountHealth(app, parts);
  mountStreams(app, parts.streams, logger);
  mountLoader(app, { dist: folders.dist, settings: parts.settings });
  mountVersions(app, parts.versions, { immutable: parts.immutable });
  mountFiles(app, parts.files);
  mountChatPage(app, parts.store.shops);
  mountPages(app, folders);

  app.notFound((c) => problemResponse(c, refuse('not_found')));
  app.onError((error, c) => {
    logger.error({ err: error, method: c.req.method }, 'a request failed');
    return problemResponse(c, refuse('server_error'));
  });
  return app;
}
