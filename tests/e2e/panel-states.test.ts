import { afterEach, expect, it } from 'vitest';
import { barriersIn } from '../support/barriers.ts';
import { eventually } from '../support/eventually.ts';
import { count, gone, seen, textOf } from '../support/see.ts';
import { useStage } from '../support/stage.ts';
import { clockAhead } from '../support/troubled-page.ts';

/** What the shop's rules and the team's acts make of the panel. */
const stage = useStage('panel-states');
const DAY_MS = 86_400_000;

/** Changes the shop as its owner would. */
async function asOwner(method: 'PATCH' | 'PUT', path: string, body: object): Promise<void> {
  const { origin } = stage.server;
  const headers = { origin, 'content-type': 'application/json' };
  const session = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: 'owner@demo.test', password: 'demo-demo' }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers: { ...headers, cookie },
    body: JSON.stringify(body),
  });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
}
afterEach(() => asOwner('PATCH', 'settings', { transfer: 'always' }));

it('[PS1] says outside the hours when the team is back, and tells so whoever wants a person', async () => {
  const tomorrow = new Date(Date.now() + DAY_MS).getUTCDay();
  await asOwner('PUT', 'hours', { timeZone: 'UTC', hours: [{ weekday: tomorrow, from: 540, to: 600 }] });
  await asOwner('PATCH', 'settings', { transfer: 'hours' });
  const shopper = await stage.shopper();
  await shopper.openChat();
  await seen(shopper.panel.getByText(/^Back (tomorrow )?at /));
  await shopper.ask('Talk to a person', /Sorry, we are currently unavailable\. We are back/);
  await seen(shopper.panel.getByRole('textbox', { name: 'Email address' }));
  expect(await barriersIn(shopper.page)).toEqual({});
});

it('[PS2] says where nobody is ever fetched that nobody is, and goes on', async () => {
  await asOwner('PATCH', 'settings', { transfer: 'never' });
  const shopper = await stage.shopper();
  await shopper.openChat();
  await seen(shopper.panel.getByText('We’re away at the moment'));
  await shopper.ask('Talk to a person', 'so I cannot fetch a person');
  expect(await shopper.panel.getByRole('textbox', { name: 'Email address' }).count()).toBe(0);
  await shopper.ask('do you have a candle', 'These could be something for you:');
  expect(await barriersIn(shopper.page)).toEqual({});
});

it('[PS3] is closed to a blocked shopper, without a word of why and without a way on', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.more('Block this visitor');
  await agent.page.getByRole('dialog').getByRole('button', { name: /Block/ }).click();
  await seen(shopper.log.getByText('This conversation is closed'));
  await shopper.panel.getByRole('button', { name: 'Start a new conversation' }).click();
  await shopper.say('Hello?');
  await seen(shopper.log.getByText('This conversation is closed'));
  await gone(shopper.panel.getByRole('textbox', { name: 'Write a message' }));
  expect(await shopper.panel.getByRole('button', { name: /Start a new|Try again/ }).count()).toBe(0);
  expect(await textOf(shopper.panel)).not.toMatch(/block/i);
  await seen(shopper.log.getByText('Not sent.'));
  expect(await barriersIn(shopper.page)).toEqual({});
});

it('[PS4] counts on the launcher what came while the panel was closed, and sets it apart as new', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.reply('While you watch');
  await seen(shopper.log.getByText('While you watch'));
  await shopper.minimise();
  await agent.reply('One');
  await agent.reply('Two');
  await seen(shopper.page.getByRole('button', { name: 'Open chat, 2 unread messages' }));
  await shopper.openChat();
  await seen(shopper.log.getByText('New', { exact: true }));
  expect(await barriersIn(shopper.page)).toEqual({});
  expect(await textOf(shopper.log)).toMatch(/While you watch .*New .*One.*Two/);
  await shopper.minimise();
  await seen(shopper.page.getByRole('button', { name: 'Open chat', exact: true }));
});

it('[PS5] shows how a message is doing, and sends what was written without a line once, after a reload too', async () => {
  stage.forgive(/WebSocket|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to load/);
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  const { page, log } = shopper;
  await shopper.wantPerson();
  const conversation = await shopper.conversation();
  await seen(log.getByText(/^Sent/));
  await agent.read('New', conversation);
  await agent.reply('I am here');
  await seen(log.getByText('I am here'));
  await shopper.say('And I');
  await seen(log.getByText(/^Read/));
  await stage.server.stop();
  await shopper.say('Written in the dark');
  await seen(log.getByText(/^(Sending…|Will send when you’re back online)$/));
  await stage.server.start();
  await page.reload();
  if (!(await shopper.panel.isVisible())) await eventually('the panel is open again', () => shopper.panel.isVisible());
  await gone(log.getByText(/Sending…|Will send/), 40_000);
  await seen(log.getByText('Written in the dark'));
  await seen(agent.log.getByText('Written in the dark'), 40_000);
  expect(count(await textOf(agent.log), 'Written in the dark')).toBe(1);
});

it('[PS6] sets what was said on another day apart, by the shopper’s own calendar', async () => {
  const { page, log, panel, openChat, ask } = await stage.shopper();
  await openChat();
  await ask('where is my order', /order/i);
  // What is new since the last visit is set apart in the same way.
  const day = log.locator('.day:not(.new)');
  expect(await day.count()).toBe(0);
  for (const [ahead, name] of [
    [1, /^Yesterday$/],
    [4, /\d/],
  ] as const) {
    await page.addInitScript(clockAhead(ahead));
    await page.reload();
    await seen(panel);
    await seen(day.getByText(name));
    expect(await day.count()).toBe(1);
    expect(await textOf(log)).toMatch(new RegExp(`${await textOf(day)}.*where is my order`, 's'));
  }
  expect(await barriersIn(page)).toEqual({});
});
