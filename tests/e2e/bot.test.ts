import { expect, it } from 'vitest';
import { seen, textOf } from '../support/see.ts';
import { openShopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('bot');

it('[EE13] finds an order by its number and its email address, and tells nothing to who knows only one', async () => {
  const shopper = await stage.shopper();
  await shopper.openChat();
  await shopper.ask('where is my order', 'What is your order number?');
  await shopper.ask('10482', 'which email address did you order with?');
  await shopper.ask('somebody.else@example.com', 'I cannot find an order 10482');
  expect(await shopper.log.getByRole('article').count()).toBe(0);
  await shopper.ask('marta@example.com', 'Order 10482 is on its way to you.');
  const card = shopper.log.getByRole('article', { name: 'Order 10482' });
  await seen(card);
  expect(await textOf(card)).toMatch(/Arriving .* 3 items, €116\.00/);
});

it('[EE14] says honestly what it did not understand, and offers a person', async () => {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.openChat();
  await shopper.ask('Xyzzy plugh frobnicate', 'Sorry, I did not understand that.');
  await shopper.ask('Frotz gnusto rezrov', 'I still do not understand');
  await agent.folder('Chatbot');
  const conversation = await shopper.conversation();
  await seen(agent.row(conversation).filter({ hasText: '🤖' }));
  const offered = shopper.panel.getByRole('group', { name: 'Suggested replies' });
  await offered.getByRole('button', { name: 'Talk to a person' }).click();
  await agent.folder('New');
  await seen(agent.row(conversation).filter({ hasText: '💬' }));
});

it('[EE15] greets and answers in the language of the page', async () => {
  const watched = await stage.blank({ locale: 'en-GB' });
  await watched.page.addInitScript(() =>
    document.addEventListener('readystatechange', () => document.documentElement.setAttribute('lang', 'fr')),
  );
  const { page } = await openShopper(watched, `${stage.server.origin}/demo/`);
  await page.getByRole('button', { name: 'Ouvrir le chat' }).click();
  const panel = page.getByRole('dialog', { name: /Hazel & Hem/ });
  await seen(panel.getByText('assistant automatique de Hazel & Hem'));
  await seen(panel.getByRole('button', { name: 'Parler à une personne' }));
  await panel.getByRole('textbox').fill('Où est ma commande ?');
  await panel.getByRole('textbox').press('Enter');
  await seen(panel.getByText('Quel est votre numéro de commande ?'));

  // The option says another language than the page.
  const other = await stage.blank();
  await other.page.goto(`${stage.server.origin}/demo/?locale=de&widget_state=chat`);
  await seen(other.page.getByText('automatische Assistent von Hazel & Hem'));
});
