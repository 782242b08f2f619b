// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import {
  fakeClient,
  fakeRest,
  ME,
  makeEntries,
  makeRow,
  PRIYA,
  said,
  showInbox,
  showing,
} from '../testing/inbox-kit.tsx';

afterEach(cleanup);

const agent = (who: { id: string; name: string }) => ({ by: { role: 'agent', ...who } });
const line = (id: string, name: string | undefined, quantity: number) => ({ id, name, quantity, price: 10 });
const added = (name: string | undefined) => ({
  kind: 'cart.added' as const,
  line: line('x', name, 1),
  previousQuantity: 0,
  subtotal: 77,
  currency: 'EUR',
  lines: [line('x', name, 1), line('mug', 'Mug', 2)],
});
const region = () => within(screen.getByRole('region', { name: 'Conversation' }));

describe('reading', () => {
  it('[IN1] opening a conversation sends no command and marks it as read once', () => {
    const client = fakeClient(
      showing(makeRow({ status: 'bot', owner: undefined }), makeEntries(said('Hi'), said('Hello?'))),
    );
    showInbox(client);
    expect(region().getByText('Hello?')).toBeTruthy();
    client.cell.set({ ...client.cell.get() });
    expect(client.sent).toEqual([]);
    expect(client.signals).toEqual([{ type: 'read', conversation: makeRow().conversation, position: 2 }]);
  });

  it('[EE20] on a phone the headings go on from the name of the customer without a gap', () => {
    const { happyDOM } = window as unknown as { happyDOM: { setViewport(size: { width: number }): void } };
    happyDOM.setViewport({ width: 390 });
    showInbox(fakeClient(showing(makeRow(), makeEntries(said('Hi')))));
    expect(
      region()
        .getAllByRole('heading')
        .map(({ tagName, textContent }) => [tagName, textContent]),
    ).toEqual([
      ['H1', 'Marta Lindqvist'],
      ['H2', 'Messages'],
    ]);
    happyDOM.setViewport({ width: 1024 });
  });

  it('[IN5] a cart line names the product, the subtotal and the quantities', () => {
    showInbox(fakeClient(showing(makeRow(), makeEntries(added('Linen shirt')))));
    expect(region().getByText(/^Added/).textContent).toContain('Added “Linen shirt” to cart');
    expect(region().getByText('Subtotal €77.00 · 1 × Linen shirt, 2 × Mug')).toBeTruthy();
  });

  it('[IN5] a cart line leaves a name out that the log does not hold', () => {
    showInbox(fakeClient(showing(makeRow(), makeEntries(added(undefined)))));
    expect(region().getByText(/^Added a product to cart/)).toBeTruthy();
    expect(region().getByText('Subtotal €77.00 · 1 × product, 2 × Mug')).toBeTruthy();
  });

  it('[IN6] three cart changes in a minute fold into one line that unfolds', () => {
    showInbox(fakeClient(showing(makeRow(), makeEntries(added('A'), added('B'), added('C')))));
    const fold = region().getByRole('button', { name: '3 cart changes' });
    expect(region().queryByText(/“B”/)).toBeNull();
    fireEvent.click(fold);
    expect(fold.getAttribute('aria-expanded')).toBe('true');
    expect(region().getByText(/“B”/)).toBeTruthy();
  });

  it('[IN15] a takeover is one line, without the assignment of the same command', () => {
    const same = { ...agent(ME), command: 'k' };
    const entries = makeEntries(
      said('Hi'),
      said('I am a bot', { by: { role: 'bot' } }),
      { kind: 'conversation.assigned', agent: ME, ...same },
      { kind: 'handoff.accepted', agent: ME, ...same },
      said('Hi, Jonas here', same),
    );
    showInbox(fakeClient(showing(makeRow(), entries)));
    expect(region().getByText('Jonas').parentElement?.textContent).toBe('Jonas took over from the assistant');
    expect(region().queryByText(/took this conversation/)).toBeNull();
    expect(region().getByText(/🤖 Assistant/)).toBeTruthy();
  });

  it('[IN16] a kind that this version does not know is shown as nothing', () => {
    const later = { kind: 'moon.rose' } as unknown as ReturnType<typeof said>;
    showInbox(fakeClient(showing(makeRow(), makeEntries(said('Before'), later, said('After')))));
    expect(region().getByRole('log').textContent).not.toContain('moon');
    expect(region().getByText('After')).toBeTruthy();
  });

  it('[IN17] a reply is marked as sent, emailed or read', () => {
    const entries = makeEntries(said('One', agent(ME)), { kind: 'message.delivered_by_email', message: 1 });
    const client = fakeClient(showing(makeRow(), makeEntries(said('One', agent(ME)))));
    showInbox(client);
    expect(region().getByText(/^Sent /)).toBeTruthy();
    const open = client.cell.get().open;
    if (!open) throw new Error('nothing is open');
    client.cell.set({ ...client.cell.get(), open: { ...open, entries } });
    return waitFor(() => expect(region().getByText(/^Emailed /)).toBeTruthy()).then(() => {
      client.cell.set({ ...client.cell.get(), open: { ...open, entries, read: { visitor: 1, team: 0 } } });
      return waitFor(() => expect(region().getByText(/^Read /)).toBeTruthy());
    });
  });

  it('[IN22] a rating shows its stars and the comment', () => {
    showInbox(fakeClient(showing(makeRow(), makeEntries({ kind: 'survey.answered', rating: 4, comment: 'Kind.' }))));
    expect(region().getByRole('img', { name: '4 of 5' })).toBeTruthy();
    expect(region().getByText('Kind.')).toBeTruthy();
  });
});

describe('acting', () => {
  it('[IN10] only people who may chat are offered for a conversation', async () => {
    const client = fakeClient(showing(makeRow(), makeEntries(said('Hi'))));
    const agents = [
      { ...PRIYA, email: 'p@demo.test', assignable: true },
      { id: 'a_reports', name: 'Rita Reports', email: 'r@demo.test', assignable: false },
    ];
    showInbox(client, fakeRest({ agents: async () => ({ ok: true, value: { agents } }) }));
    fireEvent.click(screen.getByRole('button', { name: 'Assignee: You' }));
    const option = await screen.findByRole('option', { name: /Priya/ });
    expect(screen.queryByText('Rita Reports')).toBeNull();
    fireEvent.click(option);
    expect(client.sent).toEqual([
      { type: 'conversation.assign', conversation: makeRow().conversation, agent: PRIYA.id },
    ]);
  });

  it('[IN11] closing asks for the department, which is preselected, and for the survey, which is checked', async () => {
    const client = fakeClient(showing(makeRow({ department: 'Orders and returns' }), makeEntries(said('Hi'))));
    showInbox(client);
    fireEvent.click(screen.getByRole('button', { name: 'Close conversation' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Close conversation' }));
    expect((await dialog.findByLabelText<HTMLSelectElement>('Department')).value).toBe('Orders and returns');
    expect(dialog.getByLabelText<HTMLInputElement>('Send survey').checked).toBe(true);
    expect(client.sent).toEqual([]);
    fireEvent.click(dialog.getByText('Close conversation', { selector: 'button' }));
    expect(client.sent).toEqual([
      {
        type: 'conversation.close',
        conversation: makeRow().conversation,
        department: 'Orders and returns',
        survey: true,
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Close conversation' })).toBeNull());
  });

  it('[IN11] what is behind a dialog is out of reach while it is open', async () => {
    showInbox(fakeClient(showing(makeRow(), makeEntries(said('Hi')))));
    const header = screen.getByRole('button', { name: 'Close conversation' });
    fireEvent.click(header);
    await screen.findByRole('dialog', { name: 'Close conversation' });
    expect(header.closest('[aria-hidden="true"]')).not.toBeNull();
  });
});
