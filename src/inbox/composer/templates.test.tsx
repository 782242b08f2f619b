// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CannedResponse } from '../../protocol/rest-canned.ts';
import {
  type FakeClient,
  fakeClient,
  fakeRest,
  makeEntries,
  makeRow,
  said,
  showInbox,
  showing,
} from '../testing/inbox-kit.tsx';

afterEach(cleanup);

const canned = (shortcut: string, text: string, locale?: string): CannedResponse => ({
  id: `cr_${shortcut}_${locale}`,
  shortcut,
  text,
  ...(locale && { locale }),
  createdAt: 1,
  updatedAt: 1,
});
const ALL = [
  canned('hello', 'Hello, how can I help?'),
  canned('return', 'Send it back within 30 days.', 'en'),
  canned('return', 'Pode devolver em 30 dias.', 'pt'),
];

let client: FakeClient;
let asked: string[];
/** Answers wait until they are let go. */
let release: () => void;
beforeEach(() => {
  asked = [];
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const row = makeRow({ visitor: { id: 'v_marta000000000000000', number: '7', locale: 'pt-BR' } });
  client = fakeClient(showing(row, makeEntries(said('Olá'))));
  const rest = fakeRest({
    async canned(shortcut) {
      asked.push(shortcut);
      await held;
      return { ok: true, value: { responses: ALL.filter((one) => one.shortcut.startsWith(shortcut)) } };
    },
  });
  showInbox(client, rest);
});

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (value: string) => fireEvent.input(field(), { target: { value } });
const press = (key: string) => fireEvent.keyDown(field(), { key });
const options = () => screen.queryAllByRole('option').map((one) => one.querySelector('small')?.textContent);
const marked = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('templates', () => {
  it('[IN25] a slash at the start lists them, the shopper’s language first; arrows choose, Enter puts one in and sends nothing', async () => {
    release();
    write('/');
    await waitFor(() =>
      expect(options()).toEqual([
        'Pode devolver em 30 dias.',
        'Hello, how can I help?',
        'Send it back within 30 days.',
      ]),
    );
    expect(screen.getByRole('listbox', { name: 'Templates' }).id).toBe(field().getAttribute('aria-controls'));
    write('/ret');
    await waitFor(() => expect(options()).toEqual(['Pode devolver em 30 dias.', 'Send it back within 30 days.']));
    expect(marked()).toContain('Pode devolver');
    press('ArrowDown');
    await waitFor(() => expect(marked()).toContain('Send it back'));
    press('ArrowDown');
    press('ArrowUp');
    press('Enter');
    await waitFor(() => expect(field().value).toBe('Send it back within 30 days.'));
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field().getAttribute('aria-controls')).toBeNull();
    expect(client.sent).toEqual([]);
    press('Enter');
    expect(client.sent).toMatchObject([{ content: { text: 'Send it back within 30 days.' } }]);
  });

  it('[IN25] Enter sends no half-typed shortcut, not even before the list has come', async () => {
    write('/ret');
    press('Enter');
    release();
    await waitFor(() => expect(options()).toHaveLength(2));
    write('/retired');
    await waitFor(() => expect(screen.getByText('No template begins so.')).toBeTruthy());
    press('Enter');
    expect(client.sent).toEqual([]);
  });

  it('[IN25] Escape leaves the slash as it was written, which can then be sent', async () => {
    release();
    write('/hello');
    await waitFor(() => expect(options()).toHaveLength(1));
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    press('Enter');
    expect(client.sent).toMatchObject([{ content: { text: '/hello' } }]);
  });

  it('[IN25] a slash elsewhere, or in a note, is a slash', async () => {
    release();
    write('1/2');
    write('/ well');
    fireEvent.click(screen.getByRole('tab', { name: 'Note' }));
    fireEvent.input(screen.getByRole('textbox', { name: 'Note' }), { target: { value: '/hello' } });
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    expect(asked).toEqual([]);
  });

  it('[IN25] the button opens them as a search, and puts the words where the caret stands', async () => {
    release();
    write('Olá Marta. ');
    field().setSelectionRange(11, 11);
    fireEvent.click(screen.getByRole('button', { name: 'Templates' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Templates' }));
    const search = dialog.getByRole('combobox', { name: 'Search templates by shortcut' });
    fireEvent.input(search, { target: { value: '/hel' } });
    await waitFor(() => expect(options()).toEqual(['Hello, how can I help?']));
    fireEvent.keyDown(search, { key: 'Enter' });
    await waitFor(() => expect(field().value).toBe('Olá Marta. Hello, how can I help?'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(client.sent).toEqual([]);
  });
});
