import { randomUUID } from 'node:crypto';
import type { VisitorCommand } from '../../../protocol/commands.ts';
import { SCOPE_NAMES, type Scope } from '../../../protocol/scopes.ts';
import { createKeyRing } from '../../auth/api-keys.ts';
import type { Permission } from '../../auth/permissions.ts';
import type { Sender } from '../../conversations/conversations.ts';
import type { HttpParts } from '../create-app.ts';
import { serveApp, type TestServer } from './serve-app.ts';

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came.
  body: any;
}

export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;

type Unsent<C> = C extends unknown ? Omit<C, 'id'> : never;

export interface RestKit extends TestServer {
  /** As somebody of the shop `oak` with these permissions, by cookie. */
  person(permissions: Permission[]): Promise<Ask>;
  /** As a server of a shop, by a key with these scopes; all when none are named. */
  key(scopes?: Scope[], shop?: string): Promise<Ask>;
  /** As nobody, or with headers of the test's own. */
  raw: Ask;
  /** A shopper's command; gives the conversation's id. */
  says(visitor: string, command: Unsent<VisitorCommand> | string, shop?: string): Promise<string>;
}

export const visitorId = (n: number): string => `v_${String(n).padStart(20, '0')}`;

/** The HTTP side with everything that its REST tests need. */
export async function serveRest(changes: Partial<HttpParts> = {}): Promise<RestKit> {
  const server = await serveApp(changes);
  const ring = createKeyRing(server.store.apiKeys, Date.now);
  const [ann] = await server.store.people.agents('oak');
  let people = 0;

  const asking =
    (own: Record<string, string>): Ask =>
    async (method, path, body, headers = {}) => {
      const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await server.ask(`/api/v1${path}`, {
        method,
        headers: { ...own, ...json, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /^application\/(json|problem\+json)/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
    };

  return {
    ...server,
    raw: asking({}),
    async person(permissions) {
      people += 1;
      const email = `person-${people}@oak.test`;
      const id = `a_person${people}`;
      await server.store.people.saveAgent({ ...ann!, id, name: `Person ${people}`, email, permissions });
      const cookie = await server.signIn(email);
      return asking({ cookie, origin: server.origin });
    },
    async key(scopes = [...SCOPE_NAMES], shop = 'oak') {
      const { secret } = await ring.make({ shop, agent: 'a_ann' }, { name: 'Test', scopes });
      return asking({ authorization: `Bearer ${secret}` });
    },
    async says(visitor, command, shop = 'oak') {
      const asked =
        typeof command === 'string' ? { type: 'message.send', content: { type: 'text', text: command } } : command;
      const sender: Sender = { role: 'visitor', shop, visitor, context: { locale: 'en', country: 'PT' } };
      const result = await server.conversations.execute(sender, { ...asked, id: randomUUID() } as VisitorCommand);
      if (!result.ok || !result.conversation) throw new Error(`refused: ${JSON.stringify(result)}`);
      return result.conversation;
    },
  };
}
