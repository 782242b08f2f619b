import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Role } from '../auth/permissions.ts';
import { PASSWORD } from './testing/serve-app.ts';
import { NEW, secretOf, useTeam } from './testing/team-kit.ts';

const oak = useTeam();
const { ask, signIn, owner, admin, agent } = oak;

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
      stranger: await oak.server.signIn('elm@oak.test'),
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
      const response = await oak.server.ask(`/api/v1/${path}`, {
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
        const response = await oak.server.ask(`/api/v1/${path}`, {
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
    const said = await oak.server.conversations.execute(
      { role: 'visitor', shop: 'oak', visitor: 'v_marta000000000000000', context: { locale: 'en' } },
      { type: 'message.send', id: randomUUID(), content: { type: 'text', text: 'hello' } },
    );
    if (!said.ok || said.conversation === undefined) throw new Error('the shopper could not speak');
    const { conversation } = said;
    const [member] = (await oak.server.store.people.agents('oak')).filter(({ id }) => id === 'a_ann');
    await oak.server.conversations.execute(
      { role: 'agent', shop: 'oak', agent: { id: 'a_ann', name: 'Ann' }, permissions: member!.permissions },
      { type: 'conversation.assign', id: randomUUID(), conversation, agent: 'a_ann' },
    );
    expect((await oak.server.store.log.conversation('oak', conversation))?.owner).toBe('a_ann');
    const deactivated = await ask(ola, 'PATCH', 'team/a_ann', { active: false });
    expect(deactivated).toMatchObject({ status: 200, body: { active: false } });
    expect((await ask(ann, 'GET', 'account/sessions')).status).toBe(401);
    expect((await signIn('ann@oak.test')).body).toMatchObject({ code: 'wrong_password' });
    const row = await oak.server.store.log.conversation('oak', conversation);
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
    expect(made.link).toMatch(new RegExp(`^${oak.server.origin}/inbox/#/invitation/sbi_oak_[\\w-]{43}$`));
    expect(made).toMatchObject({
      sent: true,
      invitation: { email: 'ben@oak.test', role: 'admin', createdBy: 'a_olga' },
    });
    expect(oak.mails).toMatchObject([{ to: 'ben@oak.test', text: expect.stringContaining(made.link) }]);
    const cookie = await owner();
    const listed = await ask(cookie, 'GET', 'invitations');
    expect(listed.body.invitations).toEqual([made.invitation]);
    expect(JSON.stringify(listed.body) + oak.server.logged.join('')).not.toContain(secretOf(made.link));
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
