import type { WireEntry } from '../../protocol/entries.ts';
import type { VisitorServerFrame } from '../../protocol/frames.ts';
import type { PanelSettings } from '../../protocol/settings.ts';

export const CONVERSATION = 'c_0123456789abcdef';
export const VISITOR = 'v_0123456789abcdef';
/** What frames and cursors name of that conversation. */
export const WITHIN = { conversation: CONVERSATION, epoch: 'e1' };

export const SETTINGS: PanelSettings = {
  shop: 'demo',
  name: 'Hazel & Hem',
  locale: 'en',
  appearance: { accent: '#1f5b4c', theme: 'auto', radius: 1, launcher: 'icon', font: 'system' },
  currency: 'EUR',
  greeting: { title: 'Hello', subtitle: 'Ask us', messages: ['Hi.'], choices: [] },
  availability: { open: true },
  askEmail: 'handoff',
  team: [],
};

export const textEntry = (position: number, text = `text ${position}`, command?: string): WireEntry => ({
  position,
  at: 1,
  v: 1,
  by: { role: 'visitor' },
  ...(command && { command }),
  kind: 'message.sent',
  content: { type: 'text', text },
});

/** A shopper's request to send a text. */
export const message = (text: string) => ({ type: 'message.send', content: { type: 'text', text } }) as const;

export const run = (from: number, to: number): WireEntry[] =>
  Array.from({ length: to - from + 1 }, (_, index) => textEntry(from + index));

type Welcome = Extract<VisitorServerFrame, { type: 'welcome' }>;
export const welcome = (about: Partial<Welcome> = {}): Welcome => ({
  type: 'welcome',
  token: 'token-1',
  visitor: VISITOR,
  epoch: 'e1',
  from: 1,
  entries: [],
  read: { visitor: 0, team: 0 },
  settings: SETTINGS,
  ...about,
});
