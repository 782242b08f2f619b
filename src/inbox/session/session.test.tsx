// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../../protocol/rest.ts';
import { problemText } from '../shell/problem-text.ts';
import { parseRoute, routeHref } from '../shell/route.ts';
import { fakePeople, fakeRest, ME } from '../testing/inbox-kit.tsx';
import type { Answer } from './ask.ts';
import { createAsk } from './ask.ts';
import { LinkPage } from './link-page.tsx';
import { SignInForm } from './sign-in.tsx';
import { createTeamLink } from './team-link.ts';

afterEach(cleanup);
const SESSION = { agent: ME, shop: { id: 'demo', name: 'Hazel & Hem' } };
const SECRET = `sbi_demo_${'x'.repeat(43)}`;

const type = (name: string, value: string): void => {
  fireEvent.input(screen.getByLabelText(name), { target: { value } });
};

describe('a link to the team', () => {
  beforeEach(() => {
    location.hash = '';
  });

  it('[TI46] leaves the address bar as soon as it is read', async () => {
    location.hash = `#/invitation/${SECRET}`;
    const link = createTeamLink(window);
    expect(link.get()).toEqual({ kind: 'invitation', secret: SECRET });
    expect(location.href).not.toContain(SECRET);
    link.drop();
    expect(link.get()).toBeUndefined();
    location.hash = `#/reset/${SECRET.replace('sbi', 'sbr')}`;
    await waitFor(() => expect(link.get()?.kind).toBe('reset'));
    expect(location.href).not.toContain('sbr_');
  });

  it('[TI46] is no link when it is anything else', () => {
    for (const hash of ['#/invitation/', '#/invitation/short', '#/new', `#/other/${SECRET}`]) {
      location.hash = hash;
      expect(createTeamLink(window).get()).toBeUndefined();
    }
  });

  it('[TI47] says when it is spent, and leads to the sign-in', async () => {
    let left = 0;
    const people = fakePeople({ look: async () => ({ ok: false, code: 'link_gone' }) });
    render(
      <LinkPage
        people={people}
        link={{ kind: 'invitation', secret: SECRET }}
        onSession={() => undefined}
        onReset={() => undefined}
        onLeave={() => (left += 1)}
      />,
    );
    expect((await screen.findByRole('alert')).textContent).toContain('Ask for a new one.');
    fireEvent.click(screen.getByRole('button', { name: 'Go to sign-in' }));
    expect(left).toBe(1);
  });
});

describe('signing in', () => {
  it('[TI48] asks for a code only where the account has one, with what was typed before', async () => {
    const asked: SignIn[] = [];
    const signIn = async (credentials: SignIn): Promise<Answer<typeof SESSION>> => {
      asked.push(credentials);
      return credentials.code === '123456'
        ? { ok: true, value: SESSION }
        : { ok: false, code: credentials.code === undefined ? 'totp_required' : 'wrong_code' };
    };
    const sessions: unknown[] = [];
    render(<SignInForm rest={fakeRest({ signIn })} ended={false} onSession={(session) => sessions.push(session)} />);
    expect(screen.queryByLabelText('Code')).toBeNull();
    type('Email', 'ann@oak.test');
    type('Password', 'secret words');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByLabelText('Code');
    type('Code', '000000');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The code is wrong or was used before.'));
    type('Code', ' 123456');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(sessions).toEqual([SESSION]));
    const typed = { email: 'ann@oak.test', password: 'secret words' };
    expect(asked).toEqual([typed, { ...typed, code: '000000' }, { ...typed, code: '123456' }]);
  });

  it('[TI49] says how long to wait', async () => {
    const refusal = { code: 'too_fast', retryAfterMs: 1200 };
    const ask = createAsk(async () => new Response(JSON.stringify(refusal), { status: 429 }));
    const answer = await ask('session');
    expect(answer).toEqual({ ok: false, ...refusal });
    expect(problemText({ ok: false, ...refusal })).toBe('Too many tries. Wait 2 seconds, then try again.');
    const wait = (retryAfterMs: number) => problemText({ ok: false, code: 'too_fast', retryAfterMs });
    expect(wait(300)).toBe('Too many tries. Wait 1 second, then try again.');
    expect(wait(900_000)).toBe('Too many tries. Wait 15 minutes, then try again.');
  });
});

it('[TI46] the account and the team have addresses of their own', () => {
  for (const page of ['account', 'team'] as const) {
    expect(routeHref({ folder: 'new', page })).toBe(`#/${page}`);
    expect(parseRoute(`#/${page}`)).toEqual({ folder: 'new', page });
  }
});
