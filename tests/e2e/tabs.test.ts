import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { count, gone, seen, textOf } from '../support/see.ts';
import type { Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('tabs');

const launcher = ({ page }: Shopper) => page.getByRole('button', { name: /^Open chat/ });
const field = ({ panel }: Shopper) => panel.getByRole('textbox', { name: 'Write a message' });
const sockets = (...tabs: Shopper[]): number => tabs.reduce((all, tab) => all + tab.sockets(), 0);
const oneSocket = (...tabs: Shopper[]) => eventually('one socket in all', () => sockets(...tabs) === 1);
const once = async (tab: Shopper, text: string): Promise<void> => expect(count(await textOf(tab.log), text)).toBe(1);

/** Somebody who has chatted, with tabs on which the panel stands open. The first one leads. */
async function visit(tabs: number): Promise<Shopper[]> {
  const first = await stage.shopper();
  await first.openChat();
  await first.ask('What is your returns policy?', /For a return/);
  await leads(first);
  const all = [first];
  while (all.length < tabs) all.push(await stage.tab(first));
  for (const { log } of all) await seen(log.getByText('What is your returns policy?'));
  return all;
}

/** A newcomer's tab takes the lead two seconds after it has connected. */
const leads = ({ page }: Shopper) =>
  eventually('the tab leads', () =>
    page.evaluate(async () => {
      const { held = [] } = await navigator.locks.query();
      return held.some(({ name }) => name?.startsWith('shopbell'));
    }),
  );

it('[EE40] tabs of one browser have one socket in all, and show one conversation', async () => {
  const [a, b, c] = (await visit(3)) as [Shopper, Shopper, Shopper];
  expect([a, b, c].map((tab) => tab.sockets())).toEqual([1, 0, 0]);
  await c.say('Do you ship to France?');
  for (const tab of [a, b, c]) await seen(tab.log.getByText('Do you ship to France?'));
  await eventually('it is sent', async () => !/Sending…|Will send/.test(await textOf(c.log)));
  for (const tab of [a, b, c]) await once(tab, 'Do you ship to France?');
  expect([a, b, c].map((tab) => tab.sockets())).toEqual([1, 0, 0]);
});

it('[EE41] when the leading tab is closed, crashes or freezes another one leads, and messages flow', async () => {
  const [a, b, c] = (await visit(3)) as [Shopper, Shopper, Shopper];
  const d = await stage.tab(a);
  await a.page.close();
  await oneSocket(b, c, d);
  await c.say('Are you open on Sunday?');
  for (const tab of [b, c, d]) await seen(tab.log.getByText('Are you open on Sunday?'));

  const [leader, ...rest] = [b, c, d].toSorted((x, y) => y.sockets() - x.sockets()) as [Shopper, Shopper, Shopper];
  // A browser without windows freezes nothing that is visible: what pages are told then is told here.
  const tell = (event: 'freeze' | 'resume') =>
    leader.page.evaluate((name) => void document.dispatchEvent(new Event(name)), event);
  await tell('freeze');
  await oneSocket(...rest);
  await rest[0]!.say('And on Monday?');
  for (const tab of rest) await seen(tab.log.getByText('And on Monday?'));
  await tell('resume');
  await seen(leader.log.getByText('And on Monday?'));
  await oneSocket(b, c, d);

  const [next, last] = rest.toSorted((x, y) => y.sockets() - x.sockets()) as [Shopper, Shopper];
  const crash = await next.page.context().newCDPSession(next.page);
  crash.send('Page.crash').catch(() => {});
  await eventually('the crash is noticed', () => last.sockets() + leader.sockets() === 1);
  await last.say('And on Tuesday?');
  for (const tab of [leader, last]) {
    await seen(tab.log.getByText('And on Tuesday?'));
    for (const text of ['Are you open on Sunday?', 'And on Monday?', 'And on Tuesday?']) await once(tab, text);
  }
});

it('[EE42] unread messages are counted on every tab, and read on one they are read on all', async () => {
  const [a, b] = (await visit(2)) as [Shopper, Shopper];
  await a.wantPerson();
  await a.minimise();
  await gone(b.panel);
  const agent = await stage.agent();
  await agent.read('New', await a.conversation());
  await agent.reply('Hello, Jonas here');
  for (const tab of [a, b]) await tab.page.getByRole('button', { name: /^Open chat, \d unread message/ }).waitFor();
  await b.openChat();
  await seen(b.log.getByText('Hello, Jonas here'));
  await b.minimise();
  for (const tab of [a, b]) await tab.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
  await seen(agent.region.getByText(/Read/));
});

it('[EE43] the panel opens and closes on all tabs, and what is half written stands on all of them', async () => {
  const [a, b] = (await visit(2)) as [Shopper, Shopper];
  await b.page.getByRole('link').first().focus();
  const focused = () => b.page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('A');
  await field(a).pressSequentially('Half a sent');
  await eventually('the draft is there', async () => (await field(b).inputValue()) === 'Half a sent');
  await a.minimise();
  await gone(b.panel);
  await launcher(a).click();
  await seen(b.panel);
  expect(await focused()).toBe('A');
  const c = await stage.tab(a);
  await eventually('a newcomer has the draft', async () => (await field(c).inputValue()) === 'Half a sent');
  await field(c).press('End');
  await field(c).pressSequentially('ence');
  await c.panel.getByRole('button', { name: 'Send', exact: true }).click();
  for (const tab of [a, b, c]) {
    await seen(tab.log.getByText('Half a sentence'));
    await eventually('the draft is gone', async () => (await field(tab).inputValue()) === '');
  }
});

it('[EE44] forgotten on one tab, the visitor is forgotten on all', async () => {
  const [a, b] = (await visit(2)) as [Shopper, Shopper];
  const cookie = () => a.page.evaluate(() => /shopbell_visitor=([^;]+)/.exec(document.cookie)?.[1]);
  const before = await cookie();
  await b.page.evaluate(() => (window as unknown as { Shopbell(verb: string): void }).Shopbell('logout'));
  for (const tab of [a, b]) {
    await gone(tab.log.getByText('What is your returns policy?'));
    await seen(tab.panel.getByRole('group', { name: 'Suggested replies' }));
  }
  expect(await cookie()).not.toBe(before);
});

it('[EE45] signed in on one tab, nothing of that person reaches a tab of another visitor', async () => {
  const [a, b] = (await visit(2)) as [Shopper, Shopper];
  await a.page.evaluate(() => {
    const { Shopbell } = window as unknown as { Shopbell(verb: string, about?: object): void };
    Shopbell('logout');
  });
  await gone(b.log.getByText('What is your returns policy?'));
  await a.page.evaluate(() => {
    const { Shopbell } = window as unknown as { Shopbell(verb: string, about?: object): void };
    Shopbell('identify', { clientId: 'customer-7' });
  });
  await eventually('each has a socket of its own', () => a.sockets() === 1 && b.sockets() === 1);
  await a.say('My order is A-1001');
  await eventually('it is sent', async () => !/Sending…|Will send/.test(await textOf(a.log)));
  await b.say('Hello from somebody else');
  await eventually('it is sent', async () => !/Sending…|Will send/.test(await textOf(b.log)));
  expect(await textOf(a.log)).not.toContain('Hello from somebody else');
  expect(await textOf(b.log)).not.toContain('My order is A-1001');
});
