import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Agent } from '../support/agent.ts';
import { eventually } from '../support/eventually.ts';
import { gone, seen, textOf } from '../support/see.ts';
import type { Shopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('offers');

/** A shopper who talks with Jonas. */
async function talking(): Promise<{ shopper: Shopper; agent: Agent }> {
  const [shopper, agent] = await Promise.all([stage.shopper(), stage.agent()]);
  await shopper.wantPerson();
  await agent.read('New', await shopper.conversation());
  await agent.reply('Hello, how can I help?');
  await seen(shopper.log.getByText('Hello, how can I help?'));
  return { shopper, agent };
}

const send = (agent: Agent): Promise<void> => agent.region.getByRole('button', { name: 'Send', exact: true }).click();

it('[EE3] sends products that are available online only, and one click puts them into the cart of the shop', async () => {
  const { shopper, agent } = await talking();
  const { page } = agent;
  await agent.region.getByRole('button', { name: 'Insert a product' }).click();
  const search = page.getByRole('combobox', { name: 'Search products' });
  const options = page.getByRole('listbox', { name: 'Products' }).getByRole('option');
  await seen(options.filter({ hasText: 'Dipped stoneware mug' }));
  await search.fill('taper');
  await seen(page.getByText('No product that is available online matches.'));
  await search.fill('candle');
  await seen(options.filter({ hasText: 'Cedar & fig candle' }));
  expect(await options.filter({ hasText: 'Beeswax taper candles' }).count()).toBe(0);
  await options.filter({ hasText: 'Cedar & fig candle' }).click();
  await gone(options);
  await send(agent);

  const card = shopper.log.getByRole('group', { name: 'Suggested products' });
  await seen(card.getByText('Cedar & fig candle'));
  await card.getByRole('button', { name: 'Add to cart' }).click();
  await seen(shopper.page.getByRole('button', { name: 'Cart, 1 item' }));
  await shopper.page.getByRole('button', { name: 'Cart, 1 item' }).click();
  const drawer = shopper.page.getByRole('dialog', { name: 'Your cart' });
  await seen(drawer.getByText('Cedar & fig candle'));
  await seen(agent.log.getByText('Added “Cedar & fig candle” to cart'));
  await seen(agent.log.getByText('Subtotal €29.00 · 1 × Cedar & fig candle (220 g)', { exact: true }));
});

it('[EE4] sends a discount code that one click applies to the cart of the shop', async () => {
  const { shopper, agent } = await talking();
  await shopper.minimise();
  await shopper.page.getByRole('button', { name: 'Add Lambswool throw to cart' }).click();
  await shopper.openChat();

  await agent.region.getByRole('button', { name: 'Insert a discount code' }).click();
  const picker = agent.page.getByRole('dialog', { name: 'Insert a discount code' });
  await picker.getByRole('radio', { name: /WELCOME10/ }).check();
  await picker.getByRole('button', { name: 'Insert' }).click();
  await send(agent);

  await shopper.log.getByRole('button', { name: 'Apply code WELCOME10' }).click();
  await seen(shopper.log.getByText('Applied. You save €11.80'));
  await seen(agent.log.getByText('Applied the code WELCOME10'));
  await shopper.page.getByRole('button', { name: 'Cart, 1 item' }).click();
  const drawer = shopper.page.getByRole('dialog', { name: 'Your cart' });
  expect(await textOf(drawer)).toMatch(/Subtotal €118\.00 WELCOME10 −€11\.80 Total €106\.20/);
});

it('[EE5] sends an image: the shopper sees it, without the metadata that the file came with', async () => {
  const { shopper, agent } = await talking();
  const pixels = { create: { width: 320, height: 200, channels: 3, background: '#1f5b4c' } } as const;
  const file = await sharp(pixels)
    .withExif({ IFD0: { Copyright: 'Photographer at 12 Elm Street' } })
    .png()
    .toBuffer();
  expect((await sharp(file).metadata()).exif?.includes('12 Elm Street')).toBe(true);
  await agent.region.getByLabel('Image file').setInputFiles({ name: 'shelf.png', mimeType: 'image/png', buffer: file });
  await seen(agent.region.getByRole('button', { name: 'Remove shelf.png' }));
  await send(agent);

  const picture = shopper.log.getByRole('img', { name: 'shelf.png' });
  await seen(picture);
  await eventually('the picture is drawn', () =>
    picture.evaluate((image) => (image as HTMLImageElement).naturalWidth === 320),
  );
  const address = await picture.evaluate((image) => (image as HTMLImageElement).src);
  const served = Buffer.from(await (await fetch(address)).arrayBuffer());
  const { exif, width, height, format } = await sharp(served).metadata();
  expect({ exif, width, height, format }).toEqual({ exif: undefined, width: 320, height: 200, format: 'png' });
  expect(served.includes('12 Elm Street')).toBe(false);
  await seen(agent.log.getByRole('img', { name: 'shelf.png' }));
});

it('[EE6] shows a note to the team, and nothing of it to the shopper, not even on the wire', async () => {
  const { shopper, agent } = await talking();
  const conversation = await shopper.conversation();
  await agent.region.getByRole('tab', { name: 'Note' }).click();
  await agent.region.getByRole('textbox', { name: 'Note' }).fill('Seems to be a wholesale buyer, be generous');
  await agent.region.getByRole('button', { name: 'Add note' }).click();
  await seen(agent.log.getByText('wholesale buyer'));
  await seen(agent.log.getByText('Jonas left a note'));
  const priya = await stage.agent('priya');
  await priya.read('In progress', conversation);
  await seen(priya.log.getByText('wholesale buyer'));

  // What comes after the note has reached the shopper, and after a reload everything is sent again.
  await agent.region.getByRole('tab', { name: 'Reply' }).click();
  await agent.reply('Said after the note');
  await seen(shopper.log.getByText('Said after the note'));
  await shopper.page.reload();
  await seen(shopper.log.getByText('Said after the note'));
  expect(await shopper.page.getByText('wholesale buyer').count()).toBe(0);
  expect(shopper.frames.some((frame) => frame.includes('Said after the note'))).toBe(true);
  expect(shopper.frames.filter((frame) => /wholesale|note\.added/.test(frame))).toEqual([]);
});
