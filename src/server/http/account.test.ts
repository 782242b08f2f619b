import { Secret, TOTP } from 'otpauth';
import { describe, expect, it, vi } from 'vitest';
import { PASSWORD } from './testing/serve-app.ts';
import { NEW, secretOf, useTeam } from './testing/team-kit.ts';

const oak = useTeam();
const { ask, signIn, owner, admin, agent } = oak;

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
    await vi.waitFor(() => expect(oak.mails).toHaveLength(1));
    // Not the request's own host, which a stranger chooses.
    const link = /https:\/\/chat\.oak\.example\/inbox\/#\/reset\/(\S+)/.exec(oak.mails[0]!.text);
    expect(oak.mails[0]).toMatchObject({ to: 'ann@oak.test' });
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
    expect(oak.server.logged.join('')).not.toContain(begun.secret);
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
