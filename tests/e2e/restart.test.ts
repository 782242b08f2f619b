import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { count, seen, textOf } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('restart');
/** So long a server may take to stop, ms. */
const DRAIN_MS = 10_000;

it('[EE22] ends with 0 within ten seconds while people are connected, and they go on when it is back', async () => {
  stage.forgive(/WebSocket connection to|ERR_CONNECTION|Failed to load resource/);
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.reply('I am looking into it');
  await seen(shopper.log.getByText('I am looking into it'));

  const asked = Date.now();
  expect(await stage.server.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(DRAIN_MS);
  await shopper.say('Are you still there?');
  await seen(shopper.panel.getByText(/^(Sending…|Will send when you’re back online)$/));

  await stage.server.start();
  await seen(agent.log.getByText('Are you still there?'), 40_000);
  await agent.reply('Yes, here again');
  await seen(shopper.log.getByText('Yes, here again'));
  await eventually('nothing is on its way any more', async () => !/Sending…|Will send/.test(await textOf(shopper.log)));
  const log = await textOf(shopper.log);
  for (const text of ['I am looking into it', 'Are you still there?', 'Yes, here again']) {
    expect(count(log, text), text).toBe(1);
  }
});
