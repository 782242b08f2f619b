import { describe, expect, it } from 'vitest';
import type { AgentServerFrame } from '../protocol/frames.ts';
import type { Row } from '../protocol/rows.ts';
import { createAgentClient } from './agent-client.ts';
import { createFakeClock, createRandom, createUuids } from './testing/fake-clock.ts';
import { createFakeNetwork } from './testing/fake-socket.ts';
import { CONVERSATION, run, textEntry } from './testing/frames.ts';

const WELCOME: AgentServerFrame = {
  type: 'welcome',
  agent: { id: 'a_jonas', name: 'Jonas', email: 'jonas@demo.test', role: 'agent', permissions: ['chat'] },
  shop: { id: 'demo', name: 'Hazel & Hem' },
  epoch: 'e1',
};

const row = (name: string, about: Partial<Row> = {}): Row => ({
  conversation: `c_${name.padEnd(16, '0')}`,
  seq: 1,
  folders: ['new'],
  visitor: { id: 'v_0123456789abcdef', number: '1234' },
  marker: 'person',
  status: 'queued',
  topics: [],
  priority: false,
  active: true,
  archived: false,
  blocked: false,
  at: 1,
  unread: 0,
  presence: 'left',
  ...about,
});

function world() {
  const clock = createFakeClock();
  const network = createFakeNetwork();
  const random = createRandom(1);
  const alerts: object[] = [];
  const refusals: unknown[][] = [];
  const client = createAgentClient({
    url: 'wss://chat.example.com/ws',
    platform: { clock, random, uuid: createUuids(random), openSocket: network.openSocket },
    onAlert: (alert) => alerts.push(alert),
    onRefused: (...refusal) => refusals.push(refusal),
  });
  const deliver = (...frames: AgentServerFrame[]) => {
    for (const frame of frames) network.last().deliver(frame);
  };
  const online = () => {
    network.last().accept();
    deliver(WELCOME);
  };
  const rows = (...list: Row[]) => deliver(...list.map((one) => ({ type: 'row', row: one }) as const));
  const listed = (more = false, folder: Row['folders'][number] = 'new') => deliver({ type: 'listed', folder, more });
  const names = () => client.state().rows.map(({ conversation }) => conversation.slice(2).replace(/0+$/, ''));
  const sent = (type: string) => network.last().sent.filter((frame) => frame.type === type);
  return { clock, network, client, alerts, refusals, deliver, online, rows, listed, names, sent };
}

describe('agent client', () => {
  it('[CL60] asks for its folder after each welcome and shows the rows newest first', () => {
    const w = world();
    w.client.start();
    w.online();
    expect(w.sent('hello')).toMatchObject([{ agent: true, protocol: 1 }]);
    expect(w.sent('watch_list')).toEqual([{ type: 'watch_list', folder: 'new' }]);
    expect(w.client.state()).toMatchObject({ loading: true, me: { name: 'Jonas' }, shop: { id: 'demo' } });
    w.rows(row('a', { at: 1 }), row('b', { at: 3 }));
    w.listed();
    expect(w.client.state().loading).toBe(false);
    w.rows(row('c', { at: 2 }));
    expect(w.names()).toEqual(['b', 'c', 'a']);
  });

  it('[CL61] lets the greater seq win, then the later word', () => {
    const w = world();
    w.client.start();
    w.online();
    w.rows(row('a', { seq: 5, unread: 1 }), row('a', { seq: 4, unread: 9 }));
    expect(w.client.state().known.get(row('a').conversation)?.unread).toBe(1);
    w.rows(row('a', { seq: 5, unread: 0 }));
    expect(w.client.state().rows[0]?.unread).toBe(0);
    w.rows(row('a', { seq: 6, folders: ['in_progress'] }));
    expect(w.names()).toEqual([]);
  });

  it('[CL62] keeps the list on the screen while it is asked for again, and drops what has left meanwhile', () => {
    const w = world();
    w.client.start();
    w.online();
    w.rows(row('a'), row('b'));
    w.listed();
    w.network.last().drop();
    w.clock.advance(30_000);
    w.online();
    expect(w.names()).toEqual(['a', 'b']);
    w.rows(row('b'));
    w.listed();
    expect(w.names()).toEqual(['b']);
    w.client.watchFolder('closed');
    expect(w.names()).toEqual([]);
    expect(w.client.state()).toMatchObject({ loading: true, folder: 'closed' });
    w.listed(false, 'new');
    expect(w.client.state().loading).toBe(true);
  });

  it('[CL63] loads page after page without a hole', () => {
    const w = world();
    w.client.start();
    w.online();
    w.rows(row('a', { at: 9 }), row('b', { at: 8 }));
    w.listed(true);
    // Somebody much older has come back to the page: their place is in a page that has not come.
    w.rows(row('old', { at: 2, presence: 'online' }));
    expect(w.names()).toEqual(['a', 'b']);
    w.client.loadMore();
    w.client.loadMore();
    expect(w.sent('watch_list').slice(1)).toEqual([{ type: 'watch_list', folder: 'new', before: 8 }]);
    w.rows(row('c', { at: 5 }), row('old', { at: 2 }));
    w.listed(false);
    expect(w.names()).toEqual(['a', 'b', 'c', 'old']);
    w.client.loadMore();
    expect(w.sent('watch_list')).toHaveLength(2);
  });

  it('[CL64] follows one open conversation, and goes on where it was after a reconnect', () => {
    const w = world();
    w.client.start();
    w.online();
    w.client.open(CONVERSATION);
    expect(w.sent('watch')).toEqual([{ type: 'watch', conversation: CONVERSATION }]);
    w.deliver({ type: 'reset', conversation: CONVERSATION, epoch: 'e1', from: 3, entries: run(3, 5) });
    w.deliver({ type: 'entries', conversation: CONVERSATION, entries: run(6, 6) });
    expect(w.client.state().open?.entries).toHaveLength(4);
    w.network.last().drop();
    w.clock.advance(30_000);
    w.online();
    expect(w.sent('watch')).toEqual([{ type: 'watch', conversation: CONVERSATION, after: 6, epoch: 'e1' }]);
    w.client.open(undefined);
    expect(w.sent('unwatch')).toEqual([{ type: 'unwatch', conversation: CONVERSATION }]);
    w.deliver({ type: 'reset', conversation: CONVERSATION, epoch: 'e1', from: 1, entries: run(1, 2) });
    expect(w.client.state().open).toBeUndefined();
  });

  it('[CL64] names the log that its position is of: by now it may be another one', () => {
    const w = world();
    w.client.start();
    w.online();
    w.client.open(CONVERSATION);
    w.deliver({ type: 'reset', conversation: CONVERSATION, epoch: 'e0', from: 1, entries: run(1, 5) });
    w.network.last().drop();
    w.clock.advance(30_000);
    w.online();
    expect(w.sent('watch')).toEqual([{ type: 'watch', conversation: CONVERSATION, after: 5, epoch: 'e0' }]);
  });

  it('[CL65] keeps refused words for another try and tells of every final refusal', () => {
    const w = world();
    w.client.start();
    w.online();
    const close = w.client.send({ type: 'conversation.close', conversation: CONVERSATION, survey: true });
    const say = w.client.send({ type: 'note.add', conversation: 'c_another0another0', text: 'Hi' });
    expect(w.sent('note.add')).toHaveLength(1);
    for (const id of [close, say]) w.deliver({ type: 'refused', id, code: 'closed', message: 'Closed.', retry: false });
    expect(w.client.state().outbox).toMatchObject([{ command: { id: say }, state: { at: 'failed' } }]);
    expect(w.refusals).toMatchObject([
      [{ id: close }, 'closed', 'Closed.'],
      [{ id: say }, 'closed', 'Closed.'],
    ]);
  });

  it('[CL37] shows an own reply until its entry is there', () => {
    const w = world();
    w.client.start();
    w.online();
    w.client.open(CONVERSATION);
    w.deliver({ type: 'reset', conversation: CONVERSATION, epoch: 'e1', from: 1, entries: run(1, 1) });
    const id = w.client.send({ type: 'note.add', conversation: CONVERSATION, text: 'Hi' });
    w.deliver({ type: 'ack', id, conversation: CONVERSATION, position: 2 });
    expect(w.client.state().outbox).toHaveLength(1);
    w.deliver({ type: 'entries', conversation: CONVERSATION, entries: [textEntry(2, 'Hi', id)] });
    expect(w.client.state().outbox).toEqual([]);
  });

  it('[CL66] passes alerts on and keeps the newest counts', () => {
    const w = world();
    w.client.start();
    w.online();
    w.deliver({ type: 'alert', conversation: CONVERSATION, name: 'Ada' });
    const counts = { new: 1, in_progress: 0, mine: 0, priority: 0, chatbot: 2, closed: 0, archived: 0 };
    w.deliver({ type: 'counts', counts });
    expect(w.alerts).toMatchObject([{ conversation: CONVERSATION, name: 'Ada' }]);
    expect(w.client.state().counts).toEqual(counts);
  });
});
