import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { gone, seen, textOf } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('presence');

it('[EE11] calls the team when a person is wanted and not before, until somebody has answered', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  const title = (): Promise<string> => agent.page.title();
  const alert = agent.page.getByText('wants to talk to a person');
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  const conversation = await shopper.conversation();
  await agent.folder('Chatbot');
  await seen(agent.row(conversation).filter({ hasText: '🤖' }));
  // Rows, counts and alerts come down one socket: when the next words are on the row, what came before has been told.
  await shopper.ask('thank you', 'Is there anything else?');
  await seen(agent.row(conversation).getByText('Is there anything else?'));
  expect(await title()).toBe('Chatbot · Hazel & Hem');
  expect(await alert.count()).toBe(0);

  await shopper.wantPerson();
  await seen(alert);
  await eventually('the title counts one', async () => (await title()) === '(1) Chatbot · Hazel & Hem');
  await agent.read('New', conversation);
  expect(await title()).toMatch(/^\(1\) /);
  await agent.reply('Here I am');
  await eventually('the title is plain again', async () => (await title()) === 'New · Hazel & Hem');
});

it('[EE12] shows who is on the store, and emails a reply to who has left', { timeout: 90_000 }, async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await shopper.giveEmail('ines@example.com');
  const conversation = await shopper.conversation();
  await agent.read('New', conversation);
  const online = agent.customer.locator('.customer__email').filter({ hasText: 'ines@example.com' });
  await seen(online.getByText('Online', { exact: true }));
  await seen(agent.row(conversation).getByText('online', { exact: true }));
  await seen(agent.row(conversation).locator('.av__dot--online'));
  const strip = agent.region.getByText(/left — your reply will be emailed to ines@example\.com/);
  expect(await strip.count()).toBe(0);

  await shopper.page.close();
  await seen(strip);
  await gone(online.getByText('Online', { exact: true }));
  await gone(agent.row(conversation).locator('.av__dot--online'));
  await agent.reply('Your parcel is on its way');
  await seen(agent.log.getByText(/^Sent /));

  const folder = join(stage.dataDir, 'mail');
  const mails = (): Promise<string[]> => readdir(folder).catch(() => []);
  const name = await eventually(
    'the mail is written',
    async () => (await mails()).find((file) => file.endsWith('.eml')),
    45_000,
  );
  const mail = await readFile(join(folder, name), 'utf8');
  expect(mail).toMatch(/^To: .*ines@example\.com/m);
  expect(mail).toContain('Your parcel is on its way');
  expect(mail).toContain(`http://localhost:${stage.server.port}/chat?shop=demo`);
  await seen(agent.log.getByText(/^Emailed /));
  expect(await mails()).toHaveLength(1);
  expect(await textOf(agent.log)).toContain('Your parcel is on its way');
});
