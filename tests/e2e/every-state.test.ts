import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { ALL, type Dress, inWidget, wear } from '../support/barriers.ts';
import { gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** Every state of the panel, looked at by axe and measured, in every way that it can look. */
const stage = useStage('every-state');

/** Controls under so many px, and beside each its box; links within a sentence may be as high as the line (WCAG 2.5.8). */
const tooSmall = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((px) => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    const found: string[] = [];
    for (const control of root.querySelectorAll<HTMLElement>('button, input, textarea, [role="menuitem"], a')) {
      if (
        !control.checkVisibility({ visibilityProperty: true }) ||
        control.closest('.fine, .bubble, .sb-product-body > .sb-product-name')
      )
        continue;
      const box = control.getBoundingClientRect();
      const more = getComputedStyle(control, '::after');
      const spread = more.content === 'none' ? 0 : -Number.parseFloat(more.top) || 0;
      if (box.width + 2 * spread < px || box.height + 2 * spread < px)
        found.push(`${control.ariaLabel ?? control.textContent}: ${box.width} × ${box.height} and ${spread} around`);
    }
    return found;
  }, least);

/** What moves for more than a blink. */
function movements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    const ms = (time: string): number =>
      Math.max(...time.split(',').map((one) => Number.parseFloat(one) * (one.includes('ms') ? 1 : 1000)));
    return [...root.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((pseudo) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element, pseudo);
        const long = (animationName !== 'none' && ms(animationDuration) > 1) || ms(transitionDuration) > 1;
        return long
          ? [`${element.className}${pseudo ?? ''}: ${animationName} ${animationDuration}, ${transitionDuration}`]
          : [];
      }),
    );
  });
}

interface Look {
  options?: BrowserContextOptions;
  /** Each state is looked at in all of these. */
  media: Record<string, Dress>;
  /** No target is smaller, px. */
  target: number;
  /** Looked at in each state besides axe and the size of targets. */
  also(page: Page): Promise<string[]>;
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const LOOKS: [string, Look][] = [
  [
    'light, dark, from right to left, with forced colours, more contrast and less movement',
    { media: ALL, target: 36, also: movements },
  ],
  ['on a phone', { options: PHONE, media: { light: {} }, target: 44, also: sticksOut }],
  [
    'at 400 %',
    { options: { viewport: { width: 320, height: 256 } }, media: { light: {} }, target: 24, also: sticksOut },
  ],
  ['with text twice as large', { media: { light: {} }, target: 36, also: cutOff }],
];

/**
 * What is cut off or sticks out while every text is twice as large, as by a browser that zooms text alone: sizes of type
 * grow, and nothing else does.
 */
async function cutOff(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    const all = [...root.querySelectorAll<HTMLElement>('.sb *')];
    const sizes = all.map((element) => {
      const { fontSize, lineHeight } = getComputedStyle(element);
      return [Number.parseFloat(fontSize) * 2, Number.parseFloat(lineHeight) * 2] as const;
    });
    all.forEach(({ style }, index) => {
      const [size, height] = sizes[index]!;
      style.setProperty('font-size', `${size}px`, 'important');
      if (height) style.setProperty('line-height', `${height}px`, 'important');
    });
    // What floats beside a button is told of its new size with the next frame, and takes its new place then.
    const frame = () => new Promise(requestAnimationFrame);
    return frame().then(frame);
  });
  const cut = await page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    return [...root.querySelectorAll<HTMLElement>('.sb *:not(.sb-hidden)')].flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      const wide = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
      const high = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
      const of = `${element.tagName}.${element.className} “${element.textContent?.slice(0, 30)}”`;
      return wide || high
        ? [
            `${of}: ${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}`,
          ]
        : [];
    });
  });
  const found = [...cut, ...(await sticksOut(page))];
  await page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    for (const { style } of root.querySelectorAll<HTMLElement>('.sb *')) {
      style.removeProperty('font-size');
      style.removeProperty('line-height');
    }
  });
  return found;
}

/** At 320 px nothing is wider than the screen, but for what scrolls, and the log can still be read. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('shopbell-chat')!.shadowRoot!;
    const wide = [...root.querySelectorAll<HTMLElement>('.panel *:not(.sb-products *, .sb-order ol *, .sb-hidden)')]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sb-products, dialog'),
      )
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map(
        (element) =>
          `${element.tagName}.${element.className} “${element.textContent?.slice(0, 20)}” to ${element.getBoundingClientRect().right}`,
      );
    const log = root.querySelector('.log');
    if (log?.checkVisibility() && log.clientHeight < 40) wide.push(`the log is ${log.clientHeight} px high`);
    if (document.documentElement.scrollWidth > innerWidth)
      wide.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    return wide;
  });
}

it.each(LOOKS)(
  '[AX10] has no barrier and no small target in any state, %s',
  { timeout: 120_000 },
  async (_name, look) => {
    stage.forgive(/WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load/);
    const [shopper, agent] = await Promise.all([stage.shopper('/demo/', look.options), stage.agent()]);
    const { page, panel, log } = shopper;
    const barriers: Record<string, string[]> = {};
    const lookAt = async (state: string): Promise<void> => {
      for (const [name, media] of Object.entries(look.media)) {
        await wear(page, media);
        const found = await inWidget(page);
        found.push(...(await tooSmall(page, look.target)), ...(await look.also(page)));
        if (found.length > 0) barriers[`${state}, ${name}`] = found;
      }
    };
    await seen(page.getByRole('button', { name: /^Open chat/ }));
    await lookAt('launcher and greeting');
    await shopper.openChat();
    await seen(panel.getByRole('group', { name: 'Suggested replies' }));
    await lookAt('welcome');
    await panel.getByRole('button', { name: 'Emoji' }).click();
    await seen(panel.getByRole('dialog', { name: 'Emoji' }));
    await lookAt('emoji');
    await page.keyboard.press('Escape');
    await shopper.ask('do you have a candle', 'These could be something for you:');
    await seen(log.getByRole('button', { name: 'Add to cart' }));
    await shopper.ask('where is my order 10482 marta@example.com', 'on its way');
    await seen(log.getByRole('article', { name: 'Order 10482' }));
    await lookAt('cards');
    await panel.getByRole('button', { name: 'More options' }).click();
    await seen(panel.getByRole('menu'));
    await lookAt('menu');
    await page.keyboard.press('Escape');
    await shopper.wantPerson();
    await panel.getByRole('textbox', { name: 'Email address' }).fill('marta');
    await panel.getByRole('button', { name: 'Save email' }).click();
    await seen(panel.getByRole('alert'));
    await lookAt('email with a mistake');
    await shopper.giveEmail('marta@example.com');
    await agent.read('New', await shopper.conversation());
    await agent.reply('Hello! See https://example.com for more.');
    await seen(log.getByText('See https://example.com'));
    await lookAt('a person is there');
    await agent.region.getByLabel('Image file').setInputFiles({
      name: 'shelf.png',
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 320, height: 200, channels: 3, background: '#806040' } })
        .png()
        .toBuffer(),
    });
    await seen(agent.region.getByRole('button', { name: /Remove/ }));
    await agent.region.getByRole('button', { name: 'Send', exact: true }).click();
    await log.getByRole('button', { name: /^Open photo/ }).click();
    await seen(panel.getByRole('dialog', { name: 'shelf.png' }));
    await lookAt('a photo at full size');
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    await shopper.say('From the tunnel');
    await seen(panel.getByText('You’re offline. Messages will wait here.'));
    await lookAt('offline');
    await page.context().setOffline(false);
    await gone(log.getByText(/Will send|Sending/));
    await agent.region.getByRole('button', { name: 'Close conversation' }).click();
    await agent.page
      .getByRole('dialog', { name: 'Close conversation' })
      .getByRole('button', { name: 'Close conversation' })
      .click();
    await seen(panel.getByRole('radiogroup', { name: 'Rate this conversation' }));
    await panel.getByRole('radio', { name: '4 of 5' }).check({ force: true });
    await lookAt('survey');
    await panel.getByRole('button', { name: 'Send rating' }).click();
    await seen(panel.getByText('Thank you.'));
    await lookAt('thanks');
    expect(barriers).toEqual({});
  },
);
