// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { createRefusals } from '../shell/refusals.ts';
import {
  CONVERSATION,
  fakeClient,
  makeEntries,
  makeRow,
  PRIYA,
  said,
  showInbox,
  showing,
} from '../testing/inbox-kit.tsx';

afterEach(cleanup);

const field = (name: 'Reply' | 'Note') => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const write = (name: 'Reply' | 'Note', value: string) => fireEvent.input(field(name), { target: { value } });
const press = (name: string) => fireEvent.submit(screen.getByRole('button', { name }).closest('form')!);
const entries = makeEntries(said('Hi'), said('Are you there?'));

describe('the composer', () => {
  it('[IN2] says that a reply takes over from the bot, and sends what its writer had seen', () => {
    const client = fakeClient(showing(makeRow({ status: 'bot', owner: undefined, marker: 'bot' }), entries));
    showInbox(client);
    expect(screen.getByText(/Sending a message takes over from the bot/)).toBeTruthy();
    write('Reply', 'Hello Marta ');
    press('Send');
    expect(client.sent).toEqual([
      {
        type: 'message.send',
        conversation: CONVERSATION,
        seen: 2,
        content: { type: 'text', text: 'Hello Marta' },
      },
    ]);
    expect(field('Reply').value).toBe('');
  });

  it('[IN2] an empty reply is not sent', () => {
    const client = fakeClient(showing(makeRow(), entries));
    showInbox(client);
    write('Reply', '  \n ');
    press('Send');
    expect(client.sent).toEqual([]);
  });

  it('[IN3] says where a reply goes when the customer has left; the button is still called Send', () => {
    showInbox(fakeClient(showing(makeRow({ presence: 'left' }), entries)));
    const strip = screen.getByText(/your reply will be emailed to/);
    expect(strip.textContent).toBe('Marta left — your reply will be emailed to marta@example.com');
    expect(screen.getByRole('button', { name: 'Send' }).textContent).toBe('Send by email');
  });

  it('[IN3] says when somebody has left without an address', () => {
    showInbox(fakeClient(showing(makeRow({ presence: 'left', visitor: { id: 'v_1', number: '7' } }), entries)));
    expect(screen.getByText(/gave no email address/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send' }).textContent).toBe('Send');
  });

  it('[IN7] a reply that somebody overtook is back in the field, with the reason', async () => {
    const row = makeRow({ status: 'bot', owner: undefined });
    const client = fakeClient(showing(row, entries));
    const { drafts, toasts } = showInbox(client);
    write('Reply', 'Mine');
    press('Send');
    const owned = makeRow({ owner: PRIYA });
    client.cell.set({ ...client.cell.get(), known: new Map([[CONVERSATION, owned]]) });
    const content = { type: 'text', text: 'Mine' } as const;
    createRefusals({ client: () => client, drafts, toasts })(
      { type: 'message.send', id: 'command-1', conversation: CONVERSATION, seen: 2, content },
      'overtaken',
    );
    await waitFor(() => expect(field('Reply').value).toBe('Mine'));
    expect(screen.getByText(/^Priya answered first/)).toBeTruthy();
    expect(client.discarded).toEqual(['command-1']);
  });

  it('[IN8] a draft stays with its conversation', async () => {
    const other = makeRow({ conversation: 'c_other000000000000000' });
    const client = fakeClient(showing(makeRow(), entries));
    const { route, drafts } = showInbox(client);
    write('Reply', 'Half a thought');
    const here = client.cell.get();
    client.cell.set({
      ...here,
      known: new Map([...here.known, [other.conversation, other]]),
      open: { ...here.open!, conversation: other.conversation },
    });
    route.set({ folder: 'new', conversation: other.conversation });
    await waitFor(() => expect(field('Reply').value).toBe(''));
    client.cell.set(here);
    route.set({ folder: 'new', conversation: CONVERSATION });
    await waitFor(() => expect(field('Reply').value).toBe('Half a thought'));
    expect(drafts.of(CONVERSATION).reply).toBe('Half a thought');
  });

  it('[IN14] a note goes to the team alone, and nobody is told that it is being written', () => {
    const client = fakeClient(showing(makeRow(), entries));
    showInbox(client);
    fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
    write('Note', 'Only for us');
    press('Add note');
    expect(client.sent).toEqual([{ type: 'note.add', conversation: CONVERSATION, text: 'Only for us' }]);
    expect(client.signals.filter(({ type }) => type === 'typing')).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });

  it('[IN14] a reply is signalled while it is written, and the signal ends when it is sent', () => {
    const client = fakeClient(showing(makeRow(), entries));
    showInbox(client);
    write('Reply', 'H');
    write('Reply', 'He');
    press('Send');
    expect(client.signals.filter(({ type }) => type === 'typing').map(({ on }) => on)).toEqual([true, false]);
  });

  it('[IN23] a closed conversation takes no reply but can be reopened', () => {
    const client = fakeClient(showing(makeRow({ status: 'closed' }), entries));
    showInbox(client);
    expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Reopen' }));
    expect(client.sent).toEqual([{ type: 'conversation.reopen', conversation: CONVERSATION }]);
  });
});
