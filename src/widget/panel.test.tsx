// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import en from './locales/en.json' with { type: 'json' };
import { log, MARTA, startChat, text, timeline } from './testing/fakes.ts';

let stop: (() => void) | undefined;

/** A chat, and what a screen reader finds in its frame. */
function show(change: Parameters<typeof startChat>[0] = {}) {
  vi.stubGlobal('fetch', async () => Response.json(en));
  const made = startChat(change);
  stop = made.stop;
  return { ...made, screen: within(made.frame) };
}
type Shown = ReturnType<typeof show>;

async function open(change: Parameters<typeof startChat>[0] = {}): Promise<Shown> {
  const made = show(change);
  made.chat.open();
  await waitFor(() => expect(made.client.started).toBe(1));
  await made.screen.findByRole('dialog', { name: 'Chat with Hazel & Hem' });
  return made;
}
const write = (screen: Shown['screen'], words: string) =>
  fireEvent.input(screen.getByRole('textbox', { name: 'Write a message' }), { target: { value: words } });

afterEach(() => {
  stop?.();
  stop = undefined;
  vi.unstubAllGlobals();
  vi.useRealTimers();
  sessionStorage.clear();
  localStorage.clear();
});

describe('panel', () => {
  it('[WI17] connects when it is opened, and not before', async () => {
    const { chat, client, screen } = show();
    expect(client.started).toBe(0);
    expect(screen.queryByRole('dialog')).toBeNull();
    chat.open();
    await waitFor(() => expect(client.started).toBe(1));
  });

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

  it('[WI18] sends with Enter, breaks the line with Shift and Enter, and has nothing to send when empty', async () => {
    const { client, screen } = await open();
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
    expect(send.disabled).toBe(true);
    write(screen, '  Hello  ');
    await waitFor(() => expect(send.disabled).toBe(false));
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write a message' });
    fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
    expect(client.sent).toEqual([]);
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(client.sent).toEqual([{ type: 'message.send', content: { type: 'text', text: 'Hello' } }]);
    await waitFor(() => expect(box.value).toBe(''));
    expect(await screen.findByText('Sending…')).toBeTruthy();
  });

  it('[WI19] counts the last fifty characters and stops at the limit', async () => {
    const { client, screen } = await open();
    write(screen, 'x'.repeat(3962));
    expect(await screen.findByText('38 left')).toBeTruthy();
    write(screen, 'x'.repeat(4003));
    expect(await screen.findByText('3 too many')).toBeTruthy();
    const box = screen.getByRole('textbox', { name: 'Write a message' });
    expect(box.getAttribute('aria-invalid')).toBe('true');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(client.sent).toEqual([]);
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

  it('[WI35] minimises on Escape and gives the focus back; where it may not, it offers no button', async () => {
    const { screen, states, host } = await open();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    expect(states).toEqual(['close']);
    expect(host.root.activeElement?.className).toBe('sb-launcher');
    stop?.();
    const fixed = await open({ minimizable: false });
    expect(fixed.screen.queryByRole('button', { name: 'Minimise' })).toBeNull();
    fireEvent.keyDown(fixed.screen.getByRole('dialog'), { key: 'Escape' });
    expect(fixed.states).toEqual([]);
  });

  it('[WI36] puts the focus into the composer', async () => {
    const { host, screen } = await open();
    expect(host.root.activeElement).toBe(screen.getByRole('textbox', { name: 'Write a message' }));
  });

  it('[WI22] counts what came while it was closed, and reads it when it opens', async () => {
    const { chat, client, unread, screen } = await open();
    chat.close();
    client.become({ timeline: timeline(log(['visitor', text('Hi')], [MARTA, text('Hello')], [MARTA, text('You?')])) });
    expect(unread).toEqual([2]);
    expect(client.signals.filter(({ type }) => type === 'read')).toEqual([]);
    chat.open();
    expect(unread).toEqual([2, 0]);
    expect(client.signals).toContainEqual({ type: 'read', conversation: expect.any(String), position: 3 });
    expect(await screen.findByText('New')).toBeTruthy();
  });

  it('[WI24] speaks of the connection after three seconds without one', async () => {
    const { client, screen, told } = await open();
    vi.useFakeTimers();
    client.become({ connection: { at: 'waiting', since: 0, attempt: 1 } });
    await vi.advanceTimersByTimeAsync(2900);
    expect(screen.queryByText('Reconnecting…')).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(screen.getByText('Reconnecting…')).toBeTruthy();
    client.become({ connection: { at: 'online' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.queryByText('Reconnecting…')).toBeNull();
    expect(told.filter(([name]) => name === 'connection').map(([, payload]) => payload)).toEqual([
      { state: 'online' },
      { state: 'offline' },
      { state: 'online' },
    ]);
  });

  it('[WI25] offers in the menu only what works now', async () => {
    const { client, screen } = await open();
    const offers = (...labels: string[]) =>
      waitFor(() =>
        expect(screen.queryAllByRole('menuitem', { hidden: true }).map((item) => item.textContent)).toEqual(labels),
      );
    const more = screen.getByRole('button', { name: 'More options' });
    fireEvent.click(more);
    await offers('Talk to a person');
    fireEvent.click(screen.getByRole('menuitem', { name: 'Talk to a person', hidden: true }));
    expect(client.sent).toEqual([{ type: 'handoff.request' }]);
    await offers();
    client.become({ outbox: [], timeline: timeline(log(['system', { kind: 'conversation.closed' }])) });
    fireEvent.click(more);
    await offers('Start a new conversation', 'Save a copy');
  });

  it('[WI5] sets apart what came while it was closed, and never the greeting', async () => {
    const { chat, client, screen } = await open();
    const begun = log(['bot', text('I am the assistant.')], ['visitor', text('Hi')], ['bot', text('Hello.')]);
    client.become({ timeline: timeline(begun) });
    expect(await screen.findByText('Hello.')).toBeTruthy();
    expect(chat.get().newFrom).toBe(0);
    chat.close();
    const later = { ...begun[2]!, position: 4, content: { type: 'text' as const, text: 'Still there?' } };
    client.become({ timeline: timeline([...begun, later]) });
    chat.open();
    expect(await screen.findByText('New')).toBeTruthy();
    expect(chat.get().newFrom).toBe(4);
  });

  it('[UI2] writes times as the reader’s region does when it reads that language', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-AT', 'en-GB', 'en']);
    for (const [locale, written] of [
      ['en', 'en-GB'],
      ['fr', 'fr'],
    ]) {
      const made = startChat({ locale });
      expect(made.chat.locale).toBe(written);
      made.stop();
    }
    vi.restoreAllMocks();
  });

  it('[WI26] puts an emoji where the caret stands', async () => {
    const { screen } = await open();
    write(screen, 'ab');
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write a message' });
    await waitFor(() => expect(box.value).toBe('ab'));
    box.setSelectionRange(1, 1);
    fireEvent.click(screen.getByRole('button', { name: 'Emoji' }));
    fireEvent.click(await screen.findByText('🎉'));
    await waitFor(() => expect(box.value).toBe('a🎉b'));
    expect(screen.queryByText('🎉')).toBeNull();
  });

  it('[WI27] leaves nothing behind when it is stopped', async () => {
    const { place, client } = await open();
    stop?.();
    stop = undefined;
    expect(place.childElementCount).toBe(0);
    client.become({ timeline: timeline(log(['bot', text('x')])) });
    await Promise.resolve();
    expect(place.childElementCount).toBe(0);
  });
});
