import { serveShop } from '../../tests/e2e/platforms/serve-shop.ts';
import { signIn } from '../../tests/e2e/platforms/team.ts';
import { woocommerce } from '../../tests/e2e/platforms/woocommerce/shop.ts';
import { gone, seen } from '../../tests/support/see.ts';
import type { Studio } from './studio.ts';

/** The composer: several lines, nearly full, too full, emoji; and the menu. */
export async function composer({ shopper, shoot }: Studio): Promise<void> {
  const { page, panel, openChat } = await shopper();
  await openChat();
  const field = panel.getByRole('textbox', { name: 'Write a message' });
  await field.fill('Hi, I ordered two mugs last week.\nOne arrived with a chip on the rim.\nCould you send a new one?');
  await shoot(page, 'composer-lines');
  await field.fill('A long story. '.repeat(284));
  await seen(panel.getByText(/\d+ left/));
  await shoot(page, 'composer-count');
  await field.fill('A long story. '.repeat(290));
  await seen(panel.getByText('too many'));
  await shoot(page, 'composer-too-long');
  await field.fill('Thank you');
  await panel.getByRole('button', { name: 'Emoji' }).click();
  await seen(panel.getByRole('dialog', { name: 'Emoji' }));
  await shoot(page, 'emoji');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'More options' }).click();
  await seen(panel.getByRole('menu'));
  await shoot(page, 'menu');
}

/** What happens to messages on a bad line. */
export async function delivery({ shopper, shoot }: Studio): Promise<void> {
  const { page, panel, log, line, openChat, ask, say } = await shopper();
  await openChat();
  await ask('Do you ship to Norway?', /./);
  line.refuse('darker colour');
  await say('Does it come in a darker colour?');
  await seen(panel.getByText('Not sent.'));
  await shoot(page, 'failed');
  line.hold('How do I wash it');
  await say('How do I wash it?');
  await seen(log.getByText('Sending…'));
  await shoot(page, 'sending');
  line.cut();
  await page.context().setOffline(true);
  await seen(panel.getByText('You’re offline'));
  await shoot(page, 'offline');
  await page.context().setOffline(false);
  await seen(panel.getByText('Reconnecting…'));
  await shoot(page, 'reconnecting');
}

/** A shop with a cart of its own, and what that does not take. */
export async function refusals({ shopper, shoot, origin }: Studio): Promise<void> {
  const team = await signIn(origin);
  const shop = await serveShop(woocommerce, origin);
  try {
    const { page, log, openChat, ask, conversation } = await shopper(shop.origin);
    await page.getByRole('button', { name: 'Add Wool cap', exact: true }).click();
    await openChat();
    await ask('What is your returns policy?', 'For a return');
    const id = await conversation();
    await team.sendCode(id, 'BIG25');
    await log.getByRole('button', { name: 'Apply code BIG25' }).click();
    await seen(log.getByText('This code cannot be used with your cart'));
    await shoot(page, 'discount-refused');
    await team.sendProducts(id, 41, 43);
    const mug = log.getByRole('listitem').filter({ hasText: 'Mug' }).last();
    await mug.getByRole('button', { name: 'Add to cart' }).click();
    await seen(mug.getByText('This could not be added to your cart'));
    await shoot(page, 'products-failed');
  } finally {
    await shop.stop();
  }
}

/** Long words, many people, other languages and directions. */
export async function words({ shopper, agent, shoot }: Studio): Promise<void> {
  const german = await shopper('/demo/?locale=de');
  await german.page.getByRole('button', { name: /^Chat öffnen/ }).click();
  await seen(german.page.locator('.panel .chips'));
  await shoot(german.page, 'german');

  const guest = await shopper();
  await guest.wantPerson();
  const team = await agent();
  await team.read('New', await guest.conversation());
  await team.reply(`Lebensversicherungsgesellschaftsangestellter ${'unbreakable'.repeat(18)}`);
  await seen(guest.log.getByText('unbreakable'));
  await guest.say(`https://shop.example/${'a-very-long-address-'.repeat(10)}`);
  await seen(guest.log.getByRole('link'));
  await shoot(guest.page, 'long-words');
  await team.more('Block this visitor');
  await team.page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click();
  await gone(guest.panel.getByRole('textbox', { name: 'Write a message' }));
  await guest.page.mouse.move(200, 300);
  await shoot(guest.page, 'blocked');
}

/** From right to left, and in the colours that a reader has chosen. */
export async function readers({ shopper, shoot, look }: Studio): Promise<void> {
  const { page } = await shopper('/demo/?locale=ar');
  await page.locator('.sb-launcher').click();
  await seen(page.locator('.panel .chips'));
  await shoot(page, 'right-to-left');
  await page.locator('.panel textarea').fill('10482 marta@example.com');
  await page.locator('.panel .send').click();
  await seen(page.locator('.panel .sb-order'));
  await shoot(page, 'right-to-left-order');
  if (look.phone || look.theme === 'dark') return;
  const guest = await shopper();
  await guest.page.emulateMedia({ forcedColors: 'active' });
  await guest.openChat();
  await guest.ask('Where is my order 10482 marta@example.com', 'on its way');
  await seen(guest.log.getByRole('article', { name: 'Order 10482' }));
  await shoot(guest.page, 'forced-colors');
}

/** Outside the shop's hours. */
export async function away({ shopper, shoot }: Studio): Promise<void> {
  const guest = await shopper();
  await guest.openChat();
  await seen(guest.panel.getByText(/^Back /));
  await shoot(guest.page, 'away');
  await guest.say('Talk to a person');
  await seen(guest.log.getByText(/unavailable/));
  await shoot(guest.page, 'away-person');
}

/** In a shop that fetches no persons. */
export async function never({ shopper, shoot }: Studio): Promise<void> {
  const guest = await shopper();
  await guest.openChat();
  await guest.ask('Talk to a person', 'Sorry, we are currently unavailable');
  await shoot(guest.page, 'unavailable');
}
