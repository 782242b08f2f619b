import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createAgentClient } from '../../client/agent-client.ts';
import type { Platform, Socket } from '../../client/platform.ts';
import { createVisitorClient } from '../../client/visitor-client.ts';
import { STANDS_AFTER_MS } from './announce-tab.ts';
import { openGateway, until, type World } from './gateway.fixture.ts';

let world: World;
afterEach(() => world.close());

/** The real clock, quick to come back, and sockets that the test can cut. */
function platform(headers: Record<string, string> = {}): Platform & { cut(): void } {
  const open = new Set<WebSocket>();
  return {
    clock: { now: Date.now, setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
    random: () => 0.01,
    uuid: randomUUID,
    openSocket(url, protocol) {
      const socket = new WebSocket(url, protocol, { headers });
      open.add(socket);
      const ours: Socket = {
        send: (text) => socket.send(text),
        close: (code, reason) => socket.close(code, reason),
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      socket.on('open', () => ours.onopen?.());
      socket.on('message', (data) => ours.onmessage?.({ data: String(data) }));
      socket.on('error', () => {});
      socket.on('close', (code, reason) => {
        open.delete(socket);
        ours.onclose?.({ code, reason: String(reason) });
      });
      return ours;
    },
    cut: () => {
      for (const socket of open) socket.terminate();
    },
  };
}

describe('both ends of the wire', () => {
  it('[CL31][GW16][GW27] every message arrives once and in order while connections break, and both sides see the same log', async () => {
    world = await openGateway({ limits: { commandBurst: 10_000 } });
    const w = world;
    const url = `ws://127.0.0.1:${w.port}/ws`;
    const shoppers = Array.from({ length: 4 }, () => {
      const end = platform();
      const client = createVisitorClient({
        url,
        platform: end,
        hello: () => ({ shop: 'shop', consent: 0 }),
        onToken: () => {},
      });
      client.start();
      return { end, client, written: [] as string[] };
    });
    const agentEnd = platform({ origin: w.own, cookie: 'session=jonas' });
    const agent = createAgentClient({ url, platform: agentEnd, onAlert: () => {}, onRefused: () => {} });
    agent.start();
    agent.watchFolder('chatbot');

    for (let n = 0; n < 40; n++) {
      for (const [index, { client, end, written }] of shoppers.entries()) {
        const text = `shopper ${index}, message ${n}`;
        written.push(text);
        client.send({ type: 'message.send', content: { type: 'text', text } });
        if ((n * 7 + index * 3) % 8 === 0) end.cut();
      }
      const first = shoppers[0]?.client.state().timeline?.conversation;
      if (first) agent.open(first);
      if (n % 9 === 8) agentEnd.cut();
      await until('the next message', () => shoppers.every(({ client }) => client.state().outbox.length < 6));
    }
    await until('all acks', () => shoppers.every(({ client }) => client.state().outbox.length === 0));

    for (const { client, written } of shoppers) {
      const conversation = client.state().timeline?.conversation ?? '';
      const head = (await w.conversations.row('shop', conversation))?.seq ?? 0;
      const log = await w.conversations.readAsTeam('shop', conversation, { after: 0 });
      expect(log).toHaveLength(head);
      const said = log.flatMap((entry) =>
        entry.by.role === 'visitor' && entry.kind === 'message.sent' && entry.content.type === 'text'
          ? entry.content.text
          : [],
      );
      expect(said).toEqual(written);
      await until(
        'the shopper to be up to date',
        () => client.state().timeline?.entries.at(-1)?.position === log.length - 1,
      );
      const shown = client.state().timeline?.entries.map(({ position }) => position) ?? [];
      expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
    }
    const seen = await until('the agent to be up to date', () => {
      const open = agent.state().open;
      return open?.entries.at(-1)?.command ? open : undefined;
    });
    const log = await w.conversations.readAsTeam('shop', seen.conversation, {
      after: (seen.entries[0]?.position ?? 1) - 1,
    });
    expect(seen.entries).toEqual(log);
    await until('four rows', () => agent.state().rows.length === 4);
    for (const { client } of shoppers) client.stop();
    agent.stop();
  });

  it('[CL14][GW12] a visitor whose token is no longer good comes back as a newcomer by itself', async () => {
    world = await openGateway();
    const end = platform();
    const tokens: string[] = [];
    const client = createVisitorClient({
      url: `ws://127.0.0.1:${world.port}/ws`,
      platform: end,
      hello: () => ({ shop: 'shop', consent: 0, token: 'forged' }),
      onToken: (token) => tokens.push(token),
    });
    client.start();
    await until('the welcome', () => client.state().connection.at === 'online');
    expect(tokens).toHaveLength(1);
    client.stop();
  });

  it('[CL5][GW23] the older of two connections of one tab stops', async () => {
    world = await openGateway();
    const ends = [platform(), platform()];
    const open = (end: Platform, token?: string) => {
      const client = createVisitorClient({
        url: `ws://127.0.0.1:${world.port}/ws`,
        platform: end,
        hello: () => ({ shop: 'shop', consent: 0, client: 'tab', token }),
        onToken: (given) => tokens.push(given),
      });
      client.start();
      return client;
    };
    const tokens: string[] = [];
    const old = open(ends[0]!);
    await until('the first welcome', () => old.state().connection.at === 'online');
    const fresh = open(ends[1]!, tokens[0]);
    await until('the second welcome', () => fresh.state().connection.at === 'online');
    await until('the end of the old one', () => {
      world.clock.advance(STANDS_AFTER_MS);
      return old.state().connection.at === 'stopped';
    });
    expect(old.state().connection).toMatchObject({ code: 4409 });
    expect(fresh.state().connection.at).toBe('online');
    fresh.stop();
  });
});
