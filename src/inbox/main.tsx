import { render } from 'preact';
import { createAgentClient } from '../client/agent-client.ts';
import { CLOSE_CODES } from '../protocol/close-codes.ts';
import type { Session } from '../protocol/rest.ts';
import { createDrafts } from './composer/drafts.ts';
import { createRest } from './session/rest.ts';
import { Root } from './session/root.tsx';
import { createTeamLink } from './session/team-link.ts';
import { createAlerts } from './shell/alerts.ts';
import { createBell } from './shell/bell.ts';
import { browserPlatform, socketUrl } from './shell/browser-platform.ts';
import { desktopNotify } from './shell/desktop-notify.ts';
import { createHashRoute } from './shell/hash-route.ts';
import type { InboxParts } from './shell/inbox.tsx';
import { applyTheme, createPreferences } from './shell/preferences.ts';
import { createRefusals } from './shell/refusals.ts';
import { createCell } from './shell/store.ts';
import { createToasts } from './shell/toasts.ts';

// The inbox lives as long as its page, so that nothing here needs to be stopped but the client, which a session owns.
const rest = createRest(fetch.bind(window));
const preferences = createPreferences(localStorage);
const drafts = createDrafts(sessionStorage);
const toasts = createToasts((run, ms) => setTimeout(run, ms));
// Before the route is read: a link's secret leaves the address bar first.
const link = createTeamLink(window);
const route = createHashRoute(window);
const bell = createBell(window, () => new AudioContext());

applyTheme(preferences, document.documentElement, matchMedia('(prefers-color-scheme: dark)'));

function parts(_session: Session, onEnded: () => void): InboxParts {
  const client = createAgentClient({
    url: socketUrl(location),
    platform: browserPlatform(window),
    onAlert: createAlerts({
      bell,
      toasts,
      preferences: preferences.get,
      inView: () => document.visibilityState === 'visible' && document.hasFocus(),
      notify: desktopNotify,
      open: (conversation) => route.go({ folder: 'new', conversation }),
    }),
    onRefused: createRefusals({ client: () => client, drafts, toasts }),
  });
  client.subscribe(() => {
    const { connection } = client.state();
    if (connection.at === 'stopped' && connection.code === CLOSE_CODES.unauthorised.code) onEnded();
  });
  const unpublished = createCell({});
  return { client, rest, drafts, unpublished, toasts, preferences, route, go: route.go, now: () => Date.now() };
}

const root = document.getElementById('app');
if (root) render(<Root rest={rest} link={link} parts={parts} />, root);
