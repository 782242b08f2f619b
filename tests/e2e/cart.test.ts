import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { seen, textOf } from '../support/see.ts';
import type { Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('cart');
const addHere = ({ page }: Shopper): Promise<void> =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^Add .* to cart$/ })
    .click();

/** A shopper on a product's page who has said something, so that their cart is told. */
async function shopperAt(id: string): Promise<Shopper> {
  const shopper = await stage.shopper(`/demo/product.html?id=${id}`);
  await shopper.openChat();
  await shopper.ask('What is your returns policy?', /For a return/);
  await shopper.minimise();
  return shopper;
}

it('[EE1] tells the team of a product in the cart by name up to 40 characters, and without it from 41 on', async () => {
  const shopper = await shopperAt('p-serving-bowl');
  const agent = await stage.agent();
  await agent.read('Chatbot', await shopper.conversation());
  await addHere(shopper);
  await seen(agent.log.getByText('Added a product to cart'));
  await seen(agent.log.getByText('Subtotal €64.00 · 1 × product', { exact: true }));
  expect(await textOf(agent.log)).not.toContain('serving bowl');

  await shopper.page.goto(`${stage.server.origin}/demo/product.html?id=p-duvet-cover`);
  await addHere(shopper);
  const exactly40 = 'Washed linen duvet cover with shell ties';
  expect(exactly40).toHaveLength(40);
  await seen(agent.log.getByText(`Added “${exactly40}” to cart`));
  await seen(agent.log.getByText(`Subtotal €213.00 · 1 × product, 1 × ${exactly40} (Single)`, { exact: true }));
  expect(await textOf(agent.log)).not.toContain('serving bowl');
});

it('[EE2] shows new quantities and removals in the log, and the cart of the customer as it is now', async () => {
  const shopper = await shopperAt('p-dipped-mug');
  const { page } = shopper;
  const agent = await stage.agent();
  await agent.read('Chatbot', await shopper.conversation());
  await seen(agent.customer.getByText('Nothing in the cart.'));
  await addHere(shopper);
  await seen(agent.log.getByText('Added “Dipped stoneware mug” to cart'));
  const card = (): Promise<string> => textOf(agent.customer);
  await eventually('the card has the mug', async () => /Dipped stoneware mug 350 ml × 1 €24\.00/.test(await card()));

  await page.getByRole('button', { name: /^Cart/ }).click();
  await page.getByRole('button', { name: 'One more: Dipped stoneware mug, 350 ml' }).click();
  await seen(agent.log.getByText('Changed “Dipped stoneware mug” from 1 to 2'));
  await seen(agent.log.getByText('Subtotal €48.00 · 2 × Dipped stoneware mug (350 ml)', { exact: true }));
  await eventually('the card has two', async () => /350 ml × 2 €48\.00 Subtotal €48\.00/.test(await card()));

  await page.getByRole('button', { name: 'Remove Dipped stoneware mug, 350 ml' }).click();
  // Three changes within a minute fold into one line.
  await agent.log.getByRole('button', { name: '3 cart changes' }).click();
  await seen(agent.log.getByText('Removed “Dipped stoneware mug” from cart'));
  await seen(agent.log.getByText('Subtotal €0.00 · cart is empty', { exact: true }));
  await seen(agent.customer.getByText('Nothing in the cart.'));
});
