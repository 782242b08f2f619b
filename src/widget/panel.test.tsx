// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { log, MARTA, startChat, text, timeline } from './testing/fakes.ts';
import { usePanel, write } from './testing/panel-kit.ts';

const { show, open, stop } = usePanel();

describe('panel', () => {
  it('[WI17] connects when it is opened, and not before', async () => {
    const { chat, client, screen } = show();
    expect(client.started).toBe(0);
    expect(screen.queryByRole('dialog')).toBeNull();
    chat.open();
    await waitFor(() => expect(client.started).toBe(1));
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

  it('[WI35] minimises on Escape and gives the focus back; where it may not, it offers no button', async () => {
    const { screen, states, host } = await open();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    expect(states).toEqual(['close']);
    expect(host.root.activeElement?.className).toBe('sb-launcher');
    stop();
    const fixed = await open({ minimizable: false });
    expect(fixed.screen.queryByRole('button', { name: 'Minimise' })).toBeNull();
    fireEvent.keyDown(fixed.screen.getByRole('dialog'), { key: 'Escape' });
    expect(fixed.states).toEqual([]);
  });

  it('[WI36] puts the focus into the composer', async () => {
    const { host, screen } = await open();
    expect(host.root.activeElement).toBe(screen.getByRole('textbox', { name: 'Write a message' }));
  });

  it('[WI36] also in a window that stands behind another', async () => {
    const away = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const { host, screen } = await open();
    expect(host.root.activeElement).toBe(screen.getByRole('textbox', { name: 'Write a message' }));
    away.mockRestore();
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
    stop();
    expect(place.childElementCount).toBe(0);
    client.become({ timeline: timeline(log(['bot', text('x')])) });
    await Promise.resolve();
    expect(place.childElementCount).toBe(0);
  });
});
