import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { gone, seen, textOf } from '../support/see.ts';
import { SERVER_ENTRY } from '../support/server-process.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('team');

it('[EE7] assigns and unassigns with a search over those who may chat; reading assigns nobody', async () => {
  const args = ['agent', 'add', '--shop', 'demo', '--email', 'paula@demo.test', '--name', 'Paula Reports'];
  const added = spawnSync(process.execPath, [SERVER_ENTRY, ...args, '--permissions', 'reports'], {
    env: { PATH: process.env.PATH, DATA_DIR: stage.dataDir, SHOPBELL_PASSWORD: 'figures only' },
    encoding: 'utf8',
  });
  expect(added).toMatchObject({ status: 0 });
  const [shopper, jonas, priya] = await Promise.all([stage.shopper(), stage.agent('jonas'), stage.agent('priya')]);
  await shopper.wantPerson();
  const conversation = await shopper.conversation();
  await jonas.read('New', conversation);
  await priya.read('New', conversation);
  await seen(jonas.region.getByRole('button', { name: 'Assignee: Unassigned' }));

  await jonas.region.getByRole('button', { name: 'Assignee: Unassigned' }).click();
  const people = jonas.page.getByRole('dialog', { name: 'Assign to' });
  const names = people.getByRole('option');
  await seen(names);
  expect(await names.count()).toBe(3);
  expect(await people.getByText('Paula').count()).toBe(0);
  const search = people.getByRole('combobox', { name: 'Search people' });
  await search.fill('paula');
  await seen(people.getByText('Nobody of that name may chat.'));
  await search.fill('pri');
  await names.filter({ hasText: 'priya@demo.test' }).click();
  await gone(people);

  await seen(jonas.region.getByRole('button', { name: 'Assignee: Priya' }));
  await seen(priya.region.getByRole('button', { name: 'Assignee: You' }));
  await priya.folder('Mine');
  await seen(priya.row(conversation));
  await jonas.folder('Mine');
  await gone(jonas.row(conversation));

  await priya.row(conversation).getByRole('link').click();
  await priya.region.getByRole('button', { name: 'Assignee: You' }).click();
  await priya.page.getByRole('dialog', { name: 'Assign to' }).getByRole('button', { name: 'Unassign' }).click();
  await seen(priya.region.getByRole('button', { name: 'Assignee: Unassigned' }));
  await priya.read('New', conversation);
  expect(await textOf(priya.log)).toMatch(/Jonas assigned this to Priya .*Priya unassigned Priya/);
});

it('[EE8] lets a colleague overtake only knowingly; who is overtaken keeps what they wrote', async () => {
  const [shopper, jonas, priya] = await Promise.all([stage.shopper(), stage.agent('jonas'), stage.agent('priya')]);
  // What the server tells Jonas waits here for as long as it is held.
  let held: (() => void)[] | undefined;
  await jonas.page.routeWebSocket(/\/ws$/, (page) => {
    const server = page.connectToServer();
    server.onMessage((frame) => {
      if (held) held.push(() => page.send(frame));
      else page.send(frame);
    });
  });
  await jonas.page.reload();
  await shopper.wantPerson();
  const conversation = await shopper.conversation();
  await jonas.read('New', conversation);
  await seen(jonas.log.getByText('Asked for a person'));
  held = [];
  await priya.read('New', conversation);
  await priya.reply('Priya here, one moment');
  await seen(shopper.log.getByText('Priya here, one moment'));

  await jonas.reply('Jonas answers blindly');
  const waiting = held;
  held = undefined;
  for (const pass of waiting) pass();
  await seen(jonas.region.getByText(/Priya answered first\. Your reply is kept here/));
  expect(await jonas.field.inputValue()).toBe('Jonas answers blindly');
  await seen(jonas.log.getByText('Priya here, one moment'));
  await seen(jonas.region.getByText('Priya has this conversation. Sending a message makes it yours.'));
  expect(await shopper.log.getByText('Jonas answers blindly').count()).toBe(0);

  await jonas.region.getByRole('button', { name: 'Send', exact: true }).click();
  await seen(shopper.log.getByText('Jonas answers blindly'));
  await seen(shopper.log.getByText(/You are talking to\s+Jonas/));
  await seen(priya.region.getByRole('button', { name: 'Assignee: Jonas' }));
  await seen(priya.log.getByText('Jonas joined the conversation'));
});

it('[EE9] closes, archives, takes out of the archive and reopens', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  const conversation = await shopper.conversation();
  await agent.read('New', conversation);
  await agent.region.getByRole('button', { name: 'Close conversation' }).click();
  const dialog = agent.page.getByRole('dialog', { name: 'Close conversation' });
  await dialog.getByRole('combobox', { name: 'Department' }).selectOption('Orders and returns');
  await dialog.getByRole('checkbox', { name: 'Send survey' }).uncheck();
  await dialog.getByRole('button', { name: 'Close conversation' }).click();
  await seen(shopper.panel.getByText('This conversation is closed'));
  expect(await shopper.panel.getByRole('radiogroup').count()).toBe(0);

  await agent.read('Closed', conversation);
  await seen(agent.customer.getByText('Orders and returns'));
  await agent.more('Archive');
  await gone(agent.row(conversation));
  await agent.read('Archived', conversation);
  await agent.more('Take out of the archive');
  await gone(agent.row(conversation));
  await agent.read('Closed', conversation);
  await agent.more('Reopen');
  await gone(agent.row(conversation));
  await agent.read('Mine', conversation);
  await agent.reply('We are back');
  await seen(shopper.log.getByText('We are back'));
  expect(await textOf(agent.log)).toMatch(
    /closed the conversation.* archived the conversation.* out of the archive.* reopened the conversation/,
  );
});

it('[EE10] marks as active and inactive, as priority, and sets a topic', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  const conversation = await shopper.conversation();
  await agent.read('New', conversation);

  await agent.more('Mark as inactive');
  await seen(agent.log.getByText('Jonas marked the conversation as inactive'));
  await agent.more('Mark as active');
  await seen(agent.log.getByText('Jonas marked the conversation as active'));
  await agent.more('Mark as inactive');
  await seen(agent.log.getByText('Jonas marked the conversation as inactive').nth(1));
  await shopper.say('I am still here');
  await seen(agent.log.getByText('I am still here'));
  await agent.region.getByRole('button', { name: 'More', exact: true }).click();
  await seen(agent.page.getByRole('menuitem', { name: 'Mark as inactive' }));
  await agent.page.keyboard.press('Escape');

  await agent.region.getByRole('button', { name: 'Mark as priority' }).click();
  await agent.read('Priority', conversation);
  await seen(agent.row(conversation).getByRole('img', { name: 'Priority' }));
  await agent.region.getByRole('button', { name: 'Mark as priority', pressed: true }).click();
  await gone(agent.row(conversation));

  await agent.read('New', conversation);
  await agent.region.getByRole('button', { name: /^(Topic: |Set a topic)/ }).click();
  await agent.page.getByRole('menuitemradio', { name: 'Wholesale' }).click();
  await seen(agent.region.getByRole('button', { name: 'Topic: Wholesale' }));
  await seen(agent.row(conversation).getByText('Wholesale'));
  await seen(agent.log.getByText('Jonas set the topic to Wholesale'));
});

it('[EE23] marks nothing as new that the shopper has watched arrive', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.reply('Here I am');
  await seen(shopper.log.getByText(/You are talking to\s+Jonas/));
  expect(await shopper.log.getByText('New', { exact: true }).count()).toBe(0);
});
