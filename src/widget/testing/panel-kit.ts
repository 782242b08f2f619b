import { fireEvent, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, expect, vi } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import { startChat } from './fakes.ts';

type Change = Parameters<typeof startChat>[0];

/** A chat, and what a screen reader finds in its frame. */
function show(change?: Change) {
  vi.stubGlobal('fetch', async () => Response.json(en));
  const made = startChat(change);
  return { ...made, screen: within(made.frame) };
}
type Shown = ReturnType<typeof show>;

export interface PanelKit {
  show(change?: Change): Shown;
  /** The same with its panel open. */
  open(change?: Change): Promise<Shown>;
  /** Stops the chat that was shown last. */
  stop(): void;
}

/** Chats for the tests of a file. After each test its last one is stopped, and nothing is kept. */
export function usePanel(): PanelKit {
  let shown: Shown | undefined;
  const kit: PanelKit = {
    show(change) {
      shown = show(change);
      return shown;
    },
    async open(change) {
      const made = kit.show(change);
      made.chat.open();
      await waitFor(() => expect(made.client.started).toBe(1));
      await made.screen.findByRole('dialog', { name: 'Chat with Hazel & Hem' });
      return made;
    },
    stop() {
      shown?.stop();
      shown = undefined;
    },
  };

  afterEach(() => {
    kit.stop();
    vi.useRealTimers();
    sessionStorage.clear();
    localStorage.clear();
  });
  // Not earlier: a part that was on its way when a test ended may still ask for its words.
  afterAll(() => void vi.unstubAllGlobals());
  return kit;
}

/** Writes into the composer. */
export const write = (screen: Shown['screen'], words: string) =>
  fireEvent.input(screen.getByRole('textbox', { name: 'Write a message' }), { target: { value: words } });
