import { afterEach, beforeEach } from 'vitest';
import type { Notice } from '../../channels/channel.ts';
import { PASSWORD, serveApp, type TestServer } from './serve-app.ts';

/** A password that the shop takes. */
export const NEW = 'glacier-tuba-58';

/** What answers of the routes for people hold, as far as the tests look. */
interface Answered {
  code: string;
  members: { id: string }[];
  invitation: { id: string };
  invitations: unknown[];
  link: string;
  secret: string;
  recoveryCodes: [string, string];
  sessions: { id: string; current: boolean }[];
}
interface Asked {
  status: number;
  body: Answered;
  cookie?: string;
}

export interface TeamKit {
  readonly server: TestServer;
  /** Emails that were sent so far. */
  readonly mails: Notice[];
  /** One request as a page of our own makes it. */
  ask(cookie: string | undefined, method: string, path: string, body?: unknown): Promise<Asked>;
  signIn(email: string, password?: string, code?: string): Promise<Asked>;
  /** Sign in and give the value of a `cookie` header. */
  owner(): Promise<string>;
  admin(): Promise<string>;
  agent(): Promise<string>;
}

/** The secret that a link ends with. */
export const secretOf = (link: string): string => link.split('/').at(-1) ?? '';

/** The HTTP side for each test of a file: besides the team of `serveApp`, the shop `oak` has an owner and an admin. */
export function useTeam(): TeamKit {
  let server: TestServer;
  let mails: Notice[];

  beforeEach(async () => {
    mails = [];
    server = await serveApp({ notify: async (mail) => void mails.push(mail) });
    const [ann] = await server.store.people.agents('oak');
    for (const [id, role] of [
      ['a_olga', 'owner'],
      ['a_ada', 'admin'],
    ] as const) {
      await server.store.people.saveAgent({
        ...ann!,
        id,
        name: id.slice(2),
        email: `${id.slice(2)}@oak.test`,
        role,
        permissions: ['chat', 'settings'],
      });
    }
  });
  afterEach(() => server.stop());

  const ask: TeamKit['ask'] = async (cookie, method, path, body) => {
    const response = await server.ask(`/api/v1/${path}`, {
      method,
      headers: {
        origin: server.origin,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const set = response.headers.get('set-cookie')?.split(';')[0];
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), ...(set && { cookie: set }) };
  };

  return {
    get server() {
      return server;
    },
    get mails() {
      return mails;
    },
    ask,
    signIn: (email, password = PASSWORD, code) =>
      ask(undefined, 'POST', 'session', { email, password, ...(code && { code }) }),
    owner: () => server.signIn('olga@oak.test'),
    admin: () => server.signIn('ada@oak.test'),
    agent: () => server.signIn('ann@oak.test'),
  };
}
