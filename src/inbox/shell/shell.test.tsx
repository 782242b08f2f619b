// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SignInForm } from '../session/sign-in.tsx';
import { fakeClient, fakeRest, makeEntries, makeRow, said, showInbox, showing } from '../testing/inbox-kit.tsx';
import { createAlerts } from './alerts.ts';
import { shortcutFor, takesKeys } from './keys.ts';
import { FOLDERS, parseRoute, routeHref } from './route.ts';

afterEach(cleanup);

const counts = { new: 1, in_progress: 4, mine: 0, priority: 0, chatbot: 0, closed: 0, archived: 0 };

describe('the frame', () => {
  it('[IN9] the title begins with the number of people who wait for a person', async () => {
    const client = fakeClient({ counts });
    showInbox(client, fakeRest(), { folder: 'new' });
    expect(document.title).toBe('(1) New · Hazel & Hem');
    client.cell.set({ ...client.cell.get(), counts: { ...counts, new: 0 } });
    await waitFor(() => expect(document.title).toBe('New · Hazel & Hem'));
  });

  it('[IN21] a folder link is called by its folder alone, and described by its count', () => {
    showInbox(fakeClient({ counts }), fakeRest(), { folder: 'new' });
    const nav = within(screen.getByRole('navigation', { name: 'Folders' }));
    const names = ['New', 'In progress', 'Mine', 'Priority', 'Chatbot', 'Closed', 'Archived'];
    expect(names.map((name) => nav.getByRole('link', { name }).getAttribute('href'))).toEqual(
      FOLDERS.map((folder) => routeHref({ folder })),
    );
    const described = nav.getByRole('link', { name: 'In progress' }).getAttribute('aria-describedby');
    expect(document.getElementById(described ?? '')?.textContent).toBe('4 conversations');
  });

  it.each([
    [{ name: 'Marta', email: 'm@example.com' }, /^Marta/],
    [{ email: 'm@example.com' }, /^m@example.com/],
    [{}, /^Visitor 4711/],
  ])('[IN4] a row is called by name, email or a short number: %j', (known, name) => {
    const row = makeRow({ visitor: { id: 'v_1', number: '4711', ...known } });
    showInbox(fakeClient({ rows: [row] }), fakeRest(), { folder: 'new' });
    const list = within(screen.getByRole('list', { name: 'Conversations' }));
    expect(list.getByRole('link').textContent).toMatch(/Hello/);
    expect(list.getByText(name)).toBeTruthy();
  });

  it.each([
    ['bot', '🤖', 'Chatbot'],
    ['person', '💬', 'With a person'],
  ] as const)('[IN4] the marker of a row with a %s is text with a spoken name', (marker, text, name) => {
    showInbox(fakeClient({ rows: [makeRow({ marker })] }), fakeRest(), { folder: 'new' });
    expect(screen.getByRole('img', { name }).textContent).toBe(text);
  });

  it('[IN24] "Online" stands beside the email, and where the reply goes once they have left', async () => {
    const card = { row: makeRow(), reachable: true, pages: [], orders: [], conversations: [], ratings: [] };
    const client = fakeClient(showing(makeRow(), makeEntries(said('Hi'))));
    showInbox(client, fakeRest({ customer: async () => ({ ok: true, value: card }) }));
    // The test's window is narrower than 1180 px, where the customer is a drawer.
    fireEvent.click(screen.getByRole('button', { name: 'Customer details' }));
    const customer = within(await screen.findByRole('complementary', { name: 'Customer' }));
    expect(customer.getByText('Online')).toBeTruthy();
    const left = makeRow({ presence: 'left' });
    client.cell.set({ ...client.cell.get(), rows: [left], known: new Map([[left.conversation, left]]) });
    await waitFor(() => expect(customer.getByText('Your reply will be sent to marta@example.com')).toBeTruthy());
    expect(customer.queryByText('Online')).toBeNull();
  });
});

describe('alerts', () => {
  function ring(change: { sound?: boolean; inView?: boolean; name?: string }): string[] {
    const heard: string[] = [];
    createAlerts({
      bell: { ring: () => heard.push('bell') },
      toasts: { add: ({ text }) => heard.push(text) },
      preferences: () => ({ theme: 'auto', sound: change.sound ?? true, notifyDismissed: false }),
      inView: () => change.inView ?? true,
      notify: (title) => heard.push(`desktop: ${title}`),
      open: () => undefined,
    })({ conversation: 'c_1', name: change.name ?? 'Marta' });
    return heard;
  }
  const words = 'Marta wants to talk to a person';

  it.each([
    ['in view', {}, ['bell', words]],
    ['out of view', { inView: false }, ['bell', words, `desktop: ${words}`]],
    ['without sound', { sound: false }, [words]],
    ['no name known', { sound: false, name: '' }, ['A shopper wants to talk to a person']],
  ])('[IN12] a person is wanted: one stroke, a note, and one on the desktop when away (%s)', (_name, change, heard) => {
    expect(ring(change)).toEqual(heard);
  });
});

describe('keys', () => {
  const press = (key: string, change = {}) => ({
    key,
    metaKey: false,
    ctrlKey: false,
    altKey: false,
    defaultPrevented: false,
    ...change,
  });

  it('[IN13] single keys work only while no field has the focus', () => {
    expect(shortcutFor(press('j'), true)).toBe('next');
    expect(shortcutFor(press('j'), false)).toBeUndefined();
    expect(shortcutFor(press('e', { altKey: true }), true)).toBeUndefined();
    expect(shortcutFor(press('r', { ctrlKey: true }), true)).toBeUndefined();
  });

  it('[IN13] the search opens from anywhere', () => {
    expect(shortcutFor(press('k', { metaKey: true }), false)).toBe('search');
    expect(shortcutFor(press('K', { ctrlKey: true }), false)).toBe('search');
  });

  it('[IN13] a field, a menu and a dialog take keys, a link does not', () => {
    const made = (tag: string, role?: string) => {
      const element = document.body.appendChild(document.createElement(tag));
      if (role) element.setAttribute('role', role);
      return element;
    };
    expect([made('textarea'), made('input'), made('div', 'menu'), made('a')].map(takesKeys)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('addresses', () => {
  it.each(FOLDERS.flatMap((folder) => [{ folder }, { folder, conversation: 'c_abcdefghijklmnop' }]))(
    '[IN20] an address leads back to where it was made: %j',
    (route) => expect(parseRoute(routeHref(route))).toEqual(route),
  );

  it.each(['', '#/', '#/nowhere', '#/new/<script>'])('[IN20] an address that means nothing is New: "%s"', (hash) =>
    expect(parseRoute(hash)).toEqual({ folder: 'new' }),
  );
});

describe('signing in', () => {
  it('[IN19] a wrong password is announced, and the next try may succeed', async () => {
    let tries = 0;
    const session = {
      agent: { id: 'a', name: 'A', email: 'a@b.c', role: 'agent' as const, permissions: [] },
      shop: { id: 'demo', name: 'Demo' },
    };
    const rest = fakeRest({
      signIn: async () => {
        tries += 1;
        return tries === 1 ? { ok: false, code: 'wrong_password' } : { ok: true, value: session };
      },
    });
    const entered: string[] = [];
    render(<SignInForm rest={rest} ended={false} onSession={({ shop }) => entered.push(shop.id)} />);
    fireEvent.input(screen.getByRole('textbox', { name: 'Email' }), { target: { value: 'a@b.c' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Sign in' }).closest('form')!);
    expect((await screen.findByText('The email or the password is wrong.')).closest('[role="alert"]')).not.toBeNull();
    fireEvent.submit(screen.getByRole('button', { name: 'Sign in' }).closest('form')!);
    await waitFor(() => expect(entered).toEqual(['demo']));
  });
});
