import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../auth/permissions.ts';
import type { Notice } from '../channels/channel.ts';
import { serveApp, type TestServer } from './testing/serve-app.ts';

const PASSWORD = 'correct horse';
const NEW = 'glacier-tuba-58';
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

/** What answers of these routes hold, as far as the tests look. */
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

/** One request as a page of our own makes it. */
async function ask(cookie: string | undefined, method: string, path: string, body?: unknown): Promise<Asked> {
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
}
const signIn = (email: string, password = PASSWORD, code?: string): Promise<Asked> =>
  ask(undefined, 'POST', 'session', { email, password, ...(code && { code }) });
const owner = () => server.signIn('olga@oak.test');
const admin = () => server.signIn('ada@oak.test');
const agent = () => server.signIn('ann@oak.test');
const secretOf = (link: string): string => link.split('/').at(-1) ?? '';

describe('the team’s routes', () => {
  /** Every route of the team with what each caller gets; `x` stands for an agent of oak. */
  const TABLE: [string, string, unknown, Record<'nobody' | 'agent' | 'admin' | 'owner' | 'stranger', number>][] = [
    ['GET', 'team', undefined, { nobody: 401, agent: 403, admin: 200, owner: 200, stranger: 200 }],
    [
      'PATCH',
      'team/a_rep',
      { permissions: ['chat'] },
      { nobody: 401, agent: 403, admin: 200, owner: 200, stranger: 404 },
    ],
    ['PATCH', 'team/a_olga', { active: false }, { nobody: 401, agent: 403, admin: 403, owner: 403, stranger: 404 }],
    [
      'POST',
      'team/a_rep/password-reset',
      undefined,
      { nobody: 401, agent: 403, admin: 201, owner: 201, stranger: 404 },
    ],
    [
      'POST',
      'team/a_olga/password-reset',
      undefined,
      { nobody: 401, agent: 403, admin: 403, owner: 403, stranger: 404 },
    ],
    ['DELETE', 'team/a_rep/sessions', undefined, { nobody: 401, agent: 403, admin: 204, owner: 204, stranger: 404 }],
    ['DELETE', 'team/a_olga/sessions', undefined, { nobody: 401, agent: 403, admin: 403, owner: 403, stranger: 404 }],
    [
      'DELETE',
      'team/a_rep/second-factor',
      undefined,
      { nobody: 401, agent: 403, admin: 403, owner: 404, stranger: 404 },
    ],
    ['GET', 'invitations', undefined, { nobody: 401, agent: 403, admin: 200, owner: 200, stranger: 200 }],
    [
      'POST',
      'invitations',
      { email: 'n@x.test', role: 'agent' },
      { nobody: 401, agent: 403, admin: 201, owner: 201, stranger: 201 },
    ],
    [
      'POST',
      'invitations',
      { email: 'o@x.test', role: 'owner' },
      { nobody: 401, agent: 403, admin: 403, owner: 201, stranger: 201 },
    ],
    ['POST', 'invitations/i_x/resend', undefined, { nobody: 401, agent: 403, admin: 404, owner: 404, stranger: 404 }],
    ['DELETE', 'invitations/i_x', undefined, { nobody: 401, agent: 403, admin: 404, owner: 404, stranger: 404 }],
    ['PATCH', 'account', { name: 'Me' }, { nobody: 401, agent: 200, admin: 200, owner: 200, stranger: 200 }],
    [
      'PUT',
      'account/password',
      { password: 'no', newPassword: NEW },
      { nobody: 401, agent: 401, admin: 401, owner: 401, stranger: 401 },
    ],
    ['GET', 'account/sessions', undefined, { nobody: 401, agent: 200, admin: 200, owner: 200, stranger: 200 }],
    ['DELETE', 'account/sessions', undefined, { nobody: 401, agent: 204, admin: 204, owner: 204, stranger: 204 }],
    ['DELETE', 'account/sessions/x', undefined, { nobody: 401, agent: 404, admin: 404, owner: 404, stranger: 404 }],
    ['GET', 'account/second-factor', undefined, { nobody: 401, agent: 200, admin: 200, owner: 200, stranger: 200 }],
    [
      'POST',
      'account/second-factor',
      { password: PASSWORD },
      { nobody: 401, agent: 201, admin: 201, owner: 201, stranger: 201 },
    ],
    [
      'POST',
      'account/second-factor/confirm',
      { code: '000000' },
      { nobody: 401, agent: 401, admin: 401, owner: 401, stranger: 401 },
    ],
    [
      'POST',
      'account/second-factor/remove',
      { password: 'no', code: '1' },
      { nobody: 401, agent: 401, admin: 401, owner: 401, stranger: 401 },
    ],
  ];

  it('[TI13] are open to the roles of the table, and to no other shop', { timeout: 60_000 }, async () => {
    const cookies = {
      nobody: undefined,
      agent: await agent(),
      admin: await admin(),
      owner: await owner(),
      stranger: await server.signIn('elm@oak.test'),
    };
    for (const [method, path, body, expected] of TABLE) {
      for (const [name, cookie] of Object.entries(cookies)) {
        const { status, body: answer } = await ask(cookie, method, path, body);
        expect(status, `${method} ${path} as ${name}: ${JSON.stringify(answer)}`).toBe(
          expected[name as keyof typeof expected],
        );
      }
    }
  });

  it('[TI17] refuse API keys: no key makes or changes a person', async () => {
    const { body } = await ask(await owner(), 'POST', 'api-keys', { name: 'k', scopes: ['settings:write'] });
    for (const [method, path, payload] of TABLE) {
      const response = await server.ask(`/api/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${body.secret}`, 'content-type': 'application/json' },
        ...(payload !== undefined && { body: JSON.stringify(payload) }),
      });
      expect(response.status, `${method} ${path}`).toBe(403);
    }
  });

  it('[AU6] refuse what other sites send, whatever the method', async () => {
    const cookie = await owner();
    for (const [method, path, body] of TABLE.filter(([one]) => one !== 'GET')) {
      for (const [name, value] of [
        ['origin', 'https://evil.example'],
        ['sec-fetch-site', 'cross-site'],
      ] as const) {
        const response = await server.ask(`/api/v1/${path}`, {
          method,
          headers: { cookie, 'content-type': 'application/json', [name]: value },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        expect(response.status, `${method} ${path}`).toBe(403);
        expect(await response.json()).toMatchObject({ code: 'wrong_origin' });
      }
    }
  });

  it('[TI15] let an admin give neither what they may not manage nor what they do not hold', async () => {
    const cookie = await admin();
    const tryIt = async (body: unknown) => (await ask(cookie, 'PATCH', 'team/a_rep', body)).status;
    expect(await tryIt({ role: 'owner' })).toBe(403);
    expect(await tryIt({ permissions: ['unblock'] })).toBe(403);
    expect(await tryIt({ role: 'admin' })).toBe(200);
    const { body } = await ask(cookie, 'GET', 'team');
    expect(body.members.find(({ id }) => id === 'a_rep')).toMatchObject({
      role: 'admin',
      permissions: ['chat', 'reports', 'settings'],
      active: true,
      manageable: true,
    });
    expect((await ask(cookie, 'PATCH', 'team/a_ada', { role: 'agent' })).status).toBe(403);
    expect(JSON.stringify(body)).not.toContain('argon2id');
  });

  it('[TI18] deactivating ends what is open at once, and gives conversations back to the team', async () => {
    const [ola, ann] = [await owner(), await agent()];
    const said = await server.conversations.execute(
      { role: 'visitor', shop: 'oak', visitor: 'v_marta000000000000000', context: { locale: 'en' } },
      { type: 'message.send', id: randomUUID(), content: { type: 'text', text: 'hello' } },
    );
    if (!said.ok || said.conversation === undefined) throw new Error('the shopper could not speak');
    const { conversation } = said;
    const [member] = (await server.store.people.agents('oak')).filter(({ id }) => id === 'a_ann');
    await server.conversations.execute(
      { role: 'agent', shop: 'oak', agent: { id: 'a_ann', name: 'Ann' }, permissions: member!.permissions },
      { type: 'conversation.assign', id: randomUUID(), conversation, agent: 'a_ann' },
    );
    expect((await server.store.log.conversation('oak', conversation))?.owner).toBe('a_ann');
    const deactivated = await ask(ola, 'PATCH', 'team/a_ann', { active: false });
    expect(deactivated).toMatchObject({ status: 200, body: { active: false } });
    expect((await ask(ann, 'GET', 'account/sessions')).status).toBe(401);
    expect((await signIn('ann@oak.test')).body).toMatchObject({ code: 'wrong_password' });
    const row = await server.store.log.conversation('oak', conversation);
    expect(row).toMatchObject({ folder: 'new', open: true });
    expect(row?.owner).toBeUndefined();
    expect((await ask(ola, 'PATCH', 'team/a_ann', { active: true })).body).toMatchObject({ active: true });
    expect((await signIn('ann@oak.test')).status).toBe(200);
  });
});

describe('invitations', () => {
  const invite = async (role: Role = 'agent') =>
    (await ask(await owner(), 'POST', 'invitations', { email: 'ben@oak.test', name: 'Ben', role })).body;

  it('[TI9] go out by email with a link whose secret no server hears, and are listed until they are withdrawn', async () => {
    const made = await invite('admin');
    expect(made.link).toMatch(new RegExp(`^${server.origin}/inbox/#/invitation/sbi_oak_[\\w-]{43}$`));
    expect(made).toMatchObject({
      sent: true,
      invitation: { email: 'ben@oak.test', role: 'admin', createdBy: 'a_olga' },
    });
    expect(mails).toMatchObject([{ to: 'ben@oak.test', text: expect.stringContaining(made.link) }]);
    const cookie = await owner();
    const listed = await ask(cookie, 'GET', 'invitations');
    expect(listed.body.invitations).toEqual([made.invitation]);
    expect(JSON.stringify(listed.body) + server.logged.join('')).not.toContain(secretOf(made.link));
    const again = await ask(cookie, 'POST', `invitations/${made.invitation.id}/resend`);
    expect(again.body.link).not.toBe(made.link);
    expect((await ask(undefined, 'POST', 'invitations/look', { secret: secretOf(made.link) })).status).toBe(410);
    expect((await ask(cookie, 'DELETE', `invitations/${made.invitation.id}`)).status).toBe(204);
    const look = await ask(undefined, 'POST', 'invitations/look', { secret: secretOf(again.body.link) });
    expect([look.status, look.body.code]).toEqual([410, 'link_gone']);
  });

  it('[TI10] are accepted once, and sign in', async () => {
    const { link } = await invite('admin');
    const secret = secretOf(link);
    const seen = await ask(undefined, 'POST', 'invitations/look', { secret });
    expect(seen.body).toMatchObject({ kind: 'join', shop: { id: 'oak' }, email: 'ben@oak.test', name: 'Ben' });
    const weak = await ask(undefined, 'POST', 'invitations/accept', { secret, name: 'Ben', password: 'password123' });
    expect([weak.status, weak.body.code]).toEqual([400, 'weak_password']);
    const who = { secret, name: ' Ben ', email: 'other@oak.test', password: NEW };
    const accepted = await ask(undefined, 'POST', 'invitations/accept', who);
    expect(accepted).toMatchObject({
      status: 201,
      body: { agent: { name: 'Ben', email: 'ben@oak.test', role: 'admin' } },
    });
    expect((await ask(accepted.cookie, 'GET', 'team')).status).toBe(200);
    expect((await ask(undefined, 'POST', 'invitations/accept', who)).body.code).toBe('link_gone');
    expect((await signIn('ben@oak.test', NEW)).status).toBe(200);
    const twice = await ask(await owner(), 'POST', 'invitations', { email: 'BEN@oak.test', role: 'agent' });
    expect([twice.status, twice.body.code]).toEqual([409, 'exists']);
  });

  it('[TI15] by an admin do not replace, renew or withdraw an owner’s', async () => {
    const { invitation } = await invite('owner');
    const cookie = await admin();
    expect((await ask(cookie, 'POST', 'invitations', { email: 'ben@oak.test', role: 'agent' })).status).toBe(403);
    expect((await ask(cookie, 'POST', `invitations/${invitation.id}/resend`)).status).toBe(403);
    expect((await ask(cookie, 'DELETE', `invitations/${invitation.id}`)).status).toBe(403);
  });
});

describe('sessions', () => {
  it('[TI5] are listed by device, and end one by one or all others', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(async () => (await signIn('ann@oak.test')).cookie!));
    const { body } = await ask(one, 'GET', 'account/sessions');
    expect(body.sessions).toHaveLength(3);
    expect(body.sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(body.sessions[0]).toMatchObject({ device: 'Firefox on Linux' });
    const theirs = (await ask(two, 'GET', 'account/sessions')).body.sessions.find((one) => one.current);
    expect((await ask(one, 'DELETE', `account/sessions/${theirs?.id}`)).status).toBe(204);
    expect((await ask(two, 'GET', 'account/sessions')).status).toBe(401);
    expect((await ask(one, 'DELETE', 'account/sessions')).status).toBe(204);
    expect((await ask(three, 'GET', 'account/sessions')).status).toBe(401);
    expect((await ask(one, 'GET', 'account/sessions')).body.sessions).toHaveLength(1);
  });

  it('[TI20] begin anew at each sign-in, whatever the browser brought along', async () => {
    const before = await agent();
    const after = await ask(before, 'POST', 'session', { email: 'ann@oak.test', password: PASSWORD });
    expect(after.cookie).not.toBe(before);
    expect((await ask(before, 'GET', 'account/sessions')).status).toBe(401);
    expect(
      (await ask('shopbell_session=planted', 'POST', 'session', { email: 'ann@oak.test', password: PASSWORD })).cookie,
    ).not.toContain('planted');
  });
});

describe('passwords', () => {
  it('[TI4] change for the old one alone, and end all other sessions', async () => {
    const [here, there] = [await agent(), await agent()];
    const change = (password: string, newPassword: string) =>
      ask(here, 'PUT', 'account/password', { password, newPassword });
    expect((await change('wrong', NEW)).body.code).toBe('wrong_password');
    expect((await change(PASSWORD, 'annann-oak')).body).toMatchObject({ code: 'weak_password' });
    expect((await change(PASSWORD, NEW)).status).toBe(204);
    expect((await ask(here, 'GET', 'account/sessions')).status).toBe(200);
    expect((await ask(there, 'GET', 'account/sessions')).status).toBe(401);
    expect((await signIn('ann@oak.test')).status).toBe(401);
    expect((await signIn('ann@oak.test', NEW)).status).toBe(200);
  });

  it('[TI11] that are forgotten come back by a link from an admin, once', async () => {
    const before = await agent();
    const made = await ask(await admin(), 'POST', 'team/a_ann/password-reset');
    expect(made.body).toMatchObject({ sent: true, link: expect.stringContaining('/inbox/#/reset/sbr_oak_') });
    const secret = secretOf(made.body.link);
    expect((await ask(undefined, 'POST', 'password/reset', { secret, password: 'Sommer2026!' })).status).toBe(400);
    expect(await ask(undefined, 'POST', 'password/reset', { secret, password: NEW })).toMatchObject({ status: 204 });
    expect((await ask(undefined, 'POST', 'password/reset', { secret, password: NEW })).status).toBe(410);
    expect((await ask(before, 'GET', 'account/sessions')).status).toBe(401);
    expect((await signIn('ann@oak.test', NEW)).status).toBe(200);
  });

  it('[TI27] that are forgotten come back by email; the answer does not tell whether the address is known', async () => {
    const known = await ask(undefined, 'POST', 'password/forgotten', { email: 'Ann@oak.test' });
    const unknown = await ask(undefined, 'POST', 'password/forgotten', { email: 'nobody@oak.test' });
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 200, body: { email: true } });
    await vi.waitFor(() => expect(mails).toHaveLength(1));
    // Not the request's own host, which a stranger chooses.
    const link = /https:\/\/chat\.oak\.example\/inbox\/#\/reset\/(\S+)/.exec(mails[0]!.text);
    expect(mails[0]).toMatchObject({ to: 'ann@oak.test' });
    expect((await ask(undefined, 'POST', 'password/reset', { secret: link?.[1], password: NEW })).status).toBe(204);
    expect((await signIn('ann@oak.test', NEW)).status).toBe(200);
  });
});

describe('signing in with a second factor', () => {
  it('[TI34] takes a code besides the password, each once', { timeout: 30_000 }, async () => {
    const cookie = await agent();
    const { body: begun } = await ask(cookie, 'POST', 'account/second-factor', { password: PASSWORD });
    const totp = new TOTP({ secret: Secret.fromBase32(begun.secret) });
    const first = totp.generate();
    const { body: confirmed } = await ask(cookie, 'POST', 'account/second-factor/confirm', { code: first });
    expect(confirmed.recoveryCodes).toHaveLength(10);
    const missing = await signIn('ann@oak.test');
    expect([missing.status, missing.body.code, missing.cookie]).toEqual([401, 'totp_required', undefined]);
    expect((await signIn('ann@oak.test', 'wrong')).body.code).toBe('wrong_password');
    expect((await signIn('ann@oak.test', PASSWORD, first)).body.code).toBe('wrong_code');
    const next = totp.generate({ timestamp: Date.now() + 30_000 });
    expect((await signIn('ann@oak.test', PASSWORD, next)).status).toBe(200);
    expect((await signIn('ann@oak.test', PASSWORD, next)).body.code).toBe('wrong_code');
    expect((await signIn('ann@oak.test', PASSWORD, confirmed.recoveryCodes[0])).status).toBe(200);
    expect((await ask(cookie, 'GET', 'account/second-factor')).body).toEqual({ on: true, recoveryCodes: 9 });

    const change = { password: PASSWORD, newPassword: NEW };
    expect((await ask(cookie, 'PUT', 'account/password', change)).body.code).toBe('totp_required');
    const end = { password: PASSWORD, code: confirmed.recoveryCodes[1] };
    expect((await ask(cookie, 'POST', 'account/second-factor/remove', end)).status).toBe(204);
    expect((await signIn('ann@oak.test')).status).toBe(200);
    expect(server.logged.join('')).not.toContain(begun.secret);
  });

  it('[TI35] that is lost is taken away by an owner, and by nobody else', async () => {
    const cookie = await agent();
    const { body: begun } = await ask(cookie, 'POST', 'account/second-factor', { password: PASSWORD });
    const code = new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate();
    await ask(cookie, 'POST', 'account/second-factor/confirm', { code });
    expect((await ask(await admin(), 'DELETE', 'team/a_ann/second-factor')).status).toBe(403);
    const team = await ask(await owner(), 'GET', 'team');
    expect(team.body.members.find(({ id }) => id === 'a_ann')).toMatchObject({
      secondFactor: true,
      factorResettable: true,
    });
    expect((await ask(await owner(), 'DELETE', 'team/a_ann/second-factor')).status).toBe(204);
    expect((await signIn('ann@oak.test')).status).toBe(200);
  });

  it('[TI34] slows down who guesses codes', async () => {
    const cookie = await agent();
    const { body: begun } = await ask(cookie, 'POST', 'account/second-factor', { password: PASSWORD });
    const code = new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate();
    await ask(cookie, 'POST', 'account/second-factor/confirm', { code });
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) {
      await signIn('ann@oak.test');
      statuses.push((await signIn('ann@oak.test', PASSWORD, '000000')).status);
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(5)).toContain(429);
  });
});
