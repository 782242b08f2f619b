// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { log, MARTA, text, timeline } from './testing/fakes.ts';
import { usePanel, write } from './testing/panel-kit.ts';

const { open } = usePanel();

describe('panel', () => {
  it('[WI1] shows title, greeting and quick replies; a chosen one is said at once and the set goes', async () => {
    const { client, screen } = await open();
    expect(await screen.findByText('Welcome in.')).toBeTruthy();
    expect(screen.getByRole('log', { name: 'Conversation' }).textContent).toContain('I am the assistant.');
    const replies = screen.getByRole('group', { name: 'Suggested replies' });
    fireEvent.click(within(replies).getByRole('button', { name: 'Talk to a person' }));
    expect(client.sent).toEqual([{ type: 'choice.pick', value: 'person', label: 'Talk to a person' }]);
    await waitFor(() => expect(screen.queryByRole('group', { name: 'Suggested replies' })).toBeNull());
    expect(screen.getByRole('log').textContent).toContain('Talk to a person');
    expect(screen.getByText('Welcome in.').closest('[hidden]')).toBeTruthy();
  });

  it('[WI6] says what became of the own words, and offers another try', async () => {
    const { client, screen } = await open();
    const said = log(['visitor', text('Hi')]);
    client.become({ timeline: timeline(said) });
    expect(await screen.findByText(/^Sent/)).toBeTruthy();
    client.become({ timeline: timeline(said, { read: { visitor: 0, team: 1 } }) });
    expect(await screen.findByText(/^Read/)).toBeTruthy();
    const command = { type: 'message.send' as const, id: 'm9', content: { type: 'text' as const, text: 'Oh' } };
    client.become({ outbox: [{ command, at: 1, state: { at: 'failed', code: 'invalid', message: '' } }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(client.retried).toEqual(['m9']);
  });

  it('[PC7] draws no message anew for a pressed key, and does for a new message', async () => {
    const { client, screen, place } = await open();
    client.become({ timeline: timeline(log(['visitor', text('Hi')])) });
    await screen.findByText(/^Sent/);
    // The part that draws the day has come.
    await waitFor(() => expect(place.querySelector('.line')).not.toBeNull());
    const drawn = vi.spyOn(Date.prototype, 'toISOString');
    write(screen, 'x');
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(false));
    expect(drawn).not.toHaveBeenCalled();
    client.become({ timeline: timeline(log(['visitor', text('Hi')], [MARTA, text('Hello')])) });
    await screen.findByText('Hello');
    expect(drawn).toHaveBeenCalled();
    drawn.mockRestore();
  });

  it('[PC6] puts what is fetched from further back into pieces, and draws nothing anew that was there', async () => {
    const { client, screen, place } = await open();
    const all = Array.from({ length: 30 }, (_, index) =>
      log(['visitor', text(`No ${2 * index + 1}.`)], [MARTA, text(`No ${2 * index + 2}.`)]),
    )
      .flat()
      .map((entry, index) => ({ ...entry, position: index + 1 }));
    const at = (first: number) => timeline(all.slice(first - 1), { from: 41 });
    client.become({ timeline: at(41) });
    const there = await screen.findByText('No 41.');
    client.become({ timeline: at(21) });
    const fetched = await screen.findByText('No 21.');
    client.become({ timeline: at(1) });
    await screen.findByText('No 1.');
    expect(place.contains(there)).toBe(true);
    expect(place.contains(fetched)).toBe(true);
    const pieces = [...place.querySelectorAll('.thread > ol')].map((piece) => piece.querySelectorAll('.bubble').length);
    expect(pieces).toEqual([8, 16, 16, 20]);
    expect(place.querySelectorAll('.past')).toHaveLength(3);
    expect(there.closest('.past')).toBeNull();
  });

  it('[WI10] puts "Start a new conversation" in the place of the composer when it is closed', async () => {
    const { client, screen } = await open();
    client.become({ timeline: timeline(log(['system', { kind: 'conversation.closed' }])) });
    fireEvent.click(await screen.findByRole('button', { name: 'Start a new conversation' }));
    expect(client.state().timeline).toBeUndefined();
    expect(await screen.findByRole('textbox', { name: 'Write a message' })).toBeTruthy();
  });

  it('[WI11] shows a refused visitor a closed chat without a way on', async () => {
    const { client, screen, told } = await open();
    const command = { type: 'message.send' as const, id: 'm1', content: { type: 'text' as const, text: 'Hi' } };
    client.become({
      outbox: [{ command, at: 1, state: { at: 'failed', code: 'unavailable', message: 'The chat is closed.' } }],
    });
    expect(await screen.findByText('This conversation is closed')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Start a new conversation' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(told.filter(([name]) => name === 'error')).toHaveLength(1);
  });

  it('[WI12] says who has come, in the log and in the header', async () => {
    const { client, screen } = await open();
    client.become({ timeline: timeline(log(['system', { kind: 'handoff.accepted', agent: MARTA }])) });
    expect(await screen.findByRole('heading', { name: 'Marta from Hazel & Hem' })).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('log').textContent).toContain('You are talking to Marta'));
  });

  it('[WI8] takes an address that looks like one, and shrinks', async () => {
    const { client, screen } = await open();
    client.become({ timeline: timeline(log(['system', { kind: 'email.requested' }])) });
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Email address' });
    field.value = 'ines@';
    fireEvent.click(screen.getByRole('button', { name: 'Save email' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    field.value = 'ines@example.com';
    fireEvent.click(screen.getByRole('button', { name: 'Save email' }));
    expect(client.sent).toEqual([{ type: 'email.give', email: 'ines@example.com' }]);
    const saved = await screen.findByText('ines@example.com');
    expect(saved.closest('b')?.textContent).toBe('We’ll reply to ines@example.com');
    fireEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Email address' })).value).toBe(
      'ines@example.com',
    );
  });

  it('[WI9] asks for a rating with five radios and a comment', async () => {
    const { client, screen } = await open();
    client.become({ timeline: timeline(log([MARTA, text('Bye')], ['system', { kind: 'survey.requested' }])) });
    const faces = await screen.findByRole('radiogroup', { name: 'Rate this conversation' });
    expect(
      within(faces)
        .getAllByRole('radio')
        .map((radio) => radio.ariaLabel ?? radio.getAttribute('aria-label')),
    ).toEqual([1, 2, 3, 4, 5].map((n) => `${n} of 5`));
    expect(screen.queryByRole('button', { name: 'Send rating' })).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: '5 of 5' }));
    const comment = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Comment (optional)' });
    comment.value = 'Lovely';
    fireEvent.click(screen.getByRole('button', { name: 'Send rating' }));
    expect(client.sent).toMatchObject([{ type: 'survey.answer', rating: 5, comment: 'Lovely' }]);
    expect(await screen.findByText('Thank you.')).toBeTruthy();
  });

  it('[WI13] applies a code on a click and tells the page', async () => {
    const { client, screen, told } = await open();
    const ticket = {
      kind: 'message.sent' as const,
      content: { type: 'discount' as const, code: 'WELCOME10', percent: 10 },
    };
    client.become({ timeline: timeline(log(['bot', ticket])) });
    fireEvent.click(await screen.findByRole('button', { name: 'Apply code WELCOME10' }));
    expect(client.sent).toEqual([{ type: 'discount.apply', code: 'WELCOME10' }]);
    expect(told).toContainEqual(['discount', { code: 'WELCOME10' }]);
    expect(await screen.findByText('Applied to your cart')).toBeTruthy();
  });

  it('[WI16] adds a product to the page’s cart by an event, once', async () => {
    const { client, screen, told } = await open();
    const product = { id: 'p1', variantId: 'v1', title: 'Mug', price: 24, currency: 'EUR', url: '/p/mug' };
    client.become({
      timeline: timeline(log(['bot', { kind: 'message.sent', content: { type: 'products', products: [product] } }])),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Add to cart' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Added' }));
    expect(told.filter(([name]) => name === 'add_to_cart')).toEqual([
      ['add_to_cart', { productId: 'p1', variantId: 'v1', quantity: 1, name: 'Mug', price: 24, currency: 'EUR' }],
    ]);
  });
});
