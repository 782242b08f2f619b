import sharp from 'sharp';
import type { Agent } from '../../tests/support/agent.ts';
import { seen } from '../../tests/support/see.ts';
import type { Shopper } from '../../tests/support/shopper.ts';
import { fromRoot } from '../build/paths.ts';
import type { Studio } from './studio.ts';

/** On the page: launcher and greeting. */
export async function door({ shopper, shoot, look }: Studio): Promise<void> {
  const { page } = await shopper();
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  await seen(page.getByRole('status').getByRole('button', { name: 'Dismiss message' }));
  await shoot(page, 'teaser', 'page');
  await page.getByRole('button', { name: 'Dismiss message' }).click();
  await launcher.evaluate((button) => button.blur());
  await page.mouse.move(200, 300);
  await shoot(page, 'launcher', 'launcher');
  if (!look.phone) {
    await launcher.hover();
    await shoot(page, 'launcher-hover', 'launcher');
    await page.mouse.move(200, 300);
    await page.keyboard.press('Tab');
    await launcher.focus();
    await shoot(page, 'launcher-focus', 'launcher');
    await launcher.evaluate((button) => button.blur());
  }
  await page.evaluate(() => {
    const { Shopbell } = window as unknown as { Shopbell(...command: unknown[]): void };
    Shopbell('update', { appearance: { launcher: 'text', launcherText: 'Ask us' } });
  });
  await seen(page.getByText('Ask us'));
  await shoot(page, 'launcher-label', 'launcher');
}

/** With the assistant: welcome, products, an order, a code before and after. */
export async function assistant({ shopper, agent, shoot }: Studio): Promise<void> {
  const guest = await shopper();
  const { page, panel, log } = guest;
  await guest.openChat();
  await seen(panel.getByRole('group', { name: 'Suggested replies' }));
  await page.mouse.move(200, 300);
  await shoot(page, 'welcome');
  await guest.ask('Do you have linen shirts?', 'These could be something for you:');
  const add = log.getByRole('button', { name: 'Add to cart' });
  await seen(add);
  await shoot(page, 'products');
  await add.first().click();
  await seen(log.getByRole('button', { name: 'Added' }));
  await shoot(page, 'products-added');
  await guest.ask('Where is my order 10482 marta@example.com', 'on its way');
  await seen(log.getByRole('article', { name: 'Order 10482' }));
  await shoot(page, 'order');
  await guest.say('Thank you');
  await guest.wantPerson();
  await shoot(page, 'email');

  const team = await agent();
  await team.read('New', await guest.conversation());
  await insertCode(team);
  await team.region.getByRole('button', { name: 'Send', exact: true }).click();
  const code = log.getByRole('button', { name: 'Apply code WELCOME10' });
  await seen(code);
  await shoot(page, 'discount');
  await code.click();
  await seen(log.getByText('You save'));
  await shoot(page, 'discount-applied');
}

async function insertCode({ region, page }: Agent): Promise<void> {
  await region.getByRole('button', { name: 'Insert a discount code' }).click();
  const picker = page.getByRole('dialog', { name: 'Insert a discount code' });
  await picker.getByRole('button', { name: 'Insert' }).click();
}

/** With a person: who has come, typing, a photo, what is new, the end. */
export async function person({ shopper, agent, shoot, look }: Studio): Promise<void> {
  const guest = await shopper();
  const { page, panel, log } = guest;
  await guest.wantPerson();
  await guest.giveEmail('ines@example.com');
  await shoot(page, 'email-saved');
  const team = await agent();
  await team.read('New', await guest.conversation());
  await team.reply('Hello Ines, Jonas here. The sea mist one is the lightest.');
  await seen(log.getByText('is the lightest.'));
  await seen(log.getByText('You are talking to'));
  await shoot(page, 'person', 'page');
  if (!look.phone) {
    await seen(team.log.getByText('is the lightest.'));
    await shoot(team.page, 'inbox', 'page');
  }
  await team.field.pressSequentially('One moment');
  await seen(log.locator('.typing'));
  await shoot(page, 'typing');
  await team.field.fill('');

  const photo = await sharp(fromRoot('demo/images/throw.svg')).resize(900, 600, { fit: 'cover' }).png().toBuffer();
  const file = { name: 'throw.png', mimeType: 'image/png', buffer: photo };
  await team.region.getByLabel('Image file').setInputFiles(file);
  await seen(team.region.getByRole('button', { name: 'Remove throw.png' }));
  await team.region.getByRole('button', { name: 'Send', exact: true }).click();
  const thumbnail = log.getByRole('button', { name: 'Open photo: throw.png' });
  await seen(thumbnail);
  await guest.say('Oh, that is lovely');
  await seen(log.getByText('Read'));
  await shoot(page, 'photo');
  await thumbnail.click();
  await seen(page.getByRole('button', { name: 'Close photo' }));
  await shoot(page, 'photo-open', 'page');
  await page.keyboard.press('Escape');

  await guest.minimise();
  await team.reply('It is 130 by 180 cm.');
  await seen(page.getByRole('button', { name: /1 unread message/ }));
  await page.mouse.move(200, 300);
  await shoot(page, 'launcher-unread', 'launcher');
  await guest.openChat();
  await seen(log.getByText('New', { exact: true }));
  await shoot(page, 'new');
  await log.evaluate((scroller) => {
    scroller.scrollTop = -400;
  });
  await team.reply('Shall I put one aside for you?');
  await seen(panel.getByRole('button', { name: /New message/ }));
  await shoot(page, 'newer');
  await panel.getByRole('button', { name: /New message/ }).click();
  await theEnd(guest, team, shoot);
}

async function theEnd({ page, panel }: Shopper, team: Agent, shoot: Studio['shoot']): Promise<void> {
  await team.region.getByRole('button', { name: 'Close conversation' }).click();
  await team.page.getByRole('dialog').getByRole('button', { name: 'Close conversation' }).click();
  const great = panel.getByRole('radio', { name: '5 of 5' });
  await great.waitFor({ state: 'attached' });
  await page.mouse.move(200, 300);
  await shoot(page, 'closed');
  await great.check({ force: true });
  await panel.getByRole('textbox', { name: 'Comment (optional)' }).waitFor();
  await shoot(page, 'rating');
  await panel.getByRole('button', { name: 'Send rating' }).click();
  await seen(panel.getByText('Thank you.'));
  await shoot(page, 'thanks');
}
