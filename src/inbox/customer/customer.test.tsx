// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CustomerCard } from '../../protocol/rest.ts';
import { fakeClient, fakeRest, makeEntries, makeRow, said, showInbox, showing } from '../testing/inbox-kit.tsx';

afterEach(cleanup);

/** The card of a customer, beside a conversation. */
async function show(about: Partial<CustomerCard>, row = makeRow()) {
  const card: CustomerCard = {
    row,
    reachable: true,
    pages: [],
    orders: [],
    conversations: [],
    ratings: [],
    ...about,
  };
  showInbox(
    fakeClient(showing(row, makeEntries(said('Hi')))),
    fakeRest({ customer: async () => ({ ok: true, value: card }) }),
  );
  // The test's window is narrower than 1180 px, where the customer is a drawer.
  fireEvent.click(screen.getByRole('button', { name: 'Customer details' }));
  const customer = within(await screen.findByRole('complementary', { name: 'Customer' }));
  await customer.findByText('Status');
  return customer;
}

describe('the customer’s card', () => {
  it('[IN26] says whether the shop has vouched for the customer’s id', async () => {
    const proven = await show({ clientId: 'c-4711', proven: true });
    expect(proven.getByText('Customer ID').nextElementSibling?.textContent).toBe('c-4711 Verified');
    cleanup();
    const labelled = await show({ clientId: 'c-4711', proven: false });
    expect(labelled.getByText('Customer ID').nextElementSibling?.textContent).toBe('c-4711 Not verified');
    cleanup();
    expect((await show({})).queryByText('Customer ID')).toBeNull();
  });

  it('[IN26] says that they are blocked, and promises them no reply', async () => {
    const row = makeRow({ blocked: true, status: 'closed', presence: 'left' });
    const card = await show({}, row);
    expect(card.getByText('Blocked')).toBeTruthy();
    expect(card.queryByText(/Your reply will be sent/)).toBeNull();
    cleanup();
    expect((await show({})).queryByText('Blocked')).toBeNull();
  });
});
