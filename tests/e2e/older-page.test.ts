import { describe, expect, it } from 'vitest';
import { openOwnPage, scriptTag, visitOwnPage } from '../support/own-page.ts';
import { gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** Pages of older installs: the element `hdAttributes`, the callbacks and the launcher's id are all that they know. */
const stage = useStage('older-page');
const older = (attributes: string): string => `<div id="hdAttributes" ${attributes}></div>`;
const open = (attributes: string, more = '', script = scriptTag()) =>
  openOwnPage(stage, `${more}${older(attributes)}${script}`);
const ICON = '#HeydayStartIconContainer';
const DAY = 86_400;

type Own = Awaited<ReturnType<typeof open>>;
const click = ({ page }: Own): Promise<void> =>
  page.evaluate((icon) => document.querySelector<HTMLElement>(icon)?.click(), ICON);
const arrives = ({ page }: Own): Promise<unknown> => page.waitForSelector(ICON, { state: 'attached' });
const set = ({ page }: Own, name: string, value: string): Promise<void> =>
  page.evaluate(([attribute, text]) => document.getElementById('hdAttributes')?.setAttribute(attribute, text), [
    name,
    value,
  ] as const);

describe('the attributes', () => {
  it('[HP20] say who comes from where to which flow, and what is kept how long', async () => {
    const page = await open(
      'external_id="4711" country="uk" ref="ORDER::7" widget_state="close" cookie_consent="1" cookie_ttl="30"',
    );
    await arrives(page);
    await click(page);
    expect(await page.hello()).toMatchObject({ clientId: '4711', country: 'GB', flowRef: 'ORDER::7', consent: 1 });
    const days = (((await page.cookies()).shopbell_ui?.expires ?? 0) - Date.now() / 1000) / DAY;
    expect(Math.round(days)).toBe(30);
  });

  it('[HP20] say how the widget begins: greeting, panel or icon, for so long', async () => {
    const welcome = await open('widget_state="welcome" welcome_message="Bonjour"');
    await seen(welcome.page.getByRole('status').getByText('Bonjour'));
    const told = '<script>window.heard=[];window.hdOnWidgetStateChange=function(state){heard.push(state)}</script>';
    const short = await open('widget_state="welcome" delay_close="1"', told);
    await expect.poll(() => short.page.evaluate('heard')).toEqual(['welcome', 'closed']);
    expect(await short.page.getByRole('status').count()).toBe(0);
    const chat = await open('widget_state="chat" minimizable="false"');
    await seen(chat.panel);
    await expect.poll(() => chat.launcher.count()).toBe(0);
    await click(chat);
    expect(await chat.panel.isVisible()).toBe(true);
    const icon = await open('widget_state="close" external_id=""');
    await arrives(icon);
    await seen(icon.launcher);
    expect(await icon.page.getByRole('status').count()).toBe(0);
    await click(icon);
    expect(await icon.hello()).not.toHaveProperty('clientId', expect.stringMatching(/./));
  });

  it('[HP22] are read wherever the element stands', async () => {
    const page = await openOwnPage(stage, `${scriptTag()}<main><p>Shop</p></main>${older('widget_state="chat"')}`);
    await seen(page.panel);
  });

  it('[HP23] take effect when they change, consent both ways', async () => {
    const page = await open('widget_state="close" cookie_consent="0"');
    await arrives(page);
    expect(await page.cookies()).toEqual({});
    await set(page, 'cookie_consent', '3');
    await expect.poll(async () => (await page.cookies()).shopbell_ui?.expires ?? 0).toBeGreaterThan(0);
    await set(page, 'cookie_consent', '0');
    await expect.poll(page.cookies).toEqual({});
    await set(page, 'minimizable', 'false');
    await click(page);
    await seen(page.panel);
    await gone(page.launcher);
  });

  it('[HP24] another shopper by external_id is another visitor; none is nobody', async () => {
    const page = await open('widget_state="close" external_id="1"');
    await arrives(page);
    await click(page);
    await page.run('send', 'do you have a candle');
    await seen(page.panel.getByText('These could be something for you:'));
    await set(page, 'external_id', '2');
    await expect.poll(() => page.sent('hello').at(-1)).toMatchObject({ clientId: '2' });
    await expect.poll(() => page.panel.getByText('do you have a candle').count()).toBe(0);
    await set(page, 'external_id', '');
    await page.run('open');
    await expect.poll(() => page.sent('hello').at(-1)?.clientId ?? '').toBe('');
  });
});

describe('the callbacks', () => {
  const HEARD = `<script>window.heard=[];window.hdOnWidgetStateChange=function(state){heard.push(state);if(state==='opened')throw new Error('theirs')};</script>`;
  const heard = ({ page }: Own): Promise<unknown> => page.evaluate('heard');

  it('[HP25] one that throws stops neither the chat nor the next call, and one may be set later', async () => {
    stage.forgive(/theirs/);
    const page = await open('widget_state="close"', HEARD);
    await arrives(page);
    await click(page);
    await seen(page.panel);
    await page.panel.getByRole('button', { name: 'Minimise' }).click();
    await expect.poll(() => heard(page)).toEqual(['closed', 'opened', 'closed']);
    await page.page.evaluate(
      'window.hdOnWidgetStateChange = undefined; window.hd_Conversation_Transferred = (it) => heard.push(Object.keys(it).sort().join())',
    );
    await page.run('send', 'Talk to a person');
    await expect
      .poll(() => heard(page))
      .toEqual(['closed', 'opened', 'closed', 'channelId,id,organizationId,timestamp']);
    const again = await visitOwnPage(stage, page.page, HEARD + older('widget_state="close"') + scriptTag());
    await expect.poll(() => heard(again)).toEqual(['closed']);
  });
});

describe('the launcher', () => {
  const box = (page: Own) => page.launcher.boundingBox();
  const corner = async (page: Own): Promise<number[]> => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await box(page)) ?? {};
    const { width: wide = 0, height: high = 0 } = page.page.viewportSize() ?? {};
    return [wide - x - width, high - y - height].map(Math.round);
  };

  it('[HP26] is opened and closed by its click, and moved by its style, for good', async () => {
    const page = await open('widget_state="close"');
    await arrives(page);
    await page.page.locator(ICON).evaluate((icon) => {
      icon.style.right = '100px';
      icon.style.bottom = '200px';
    });
    expect(await corner(page)).toEqual([100, 200]);
    await click(page);
    await seen(page.panel);
    await page.run('update', { welcomeMessage: 'Hello' });
    expect(await corner(page)).toEqual([100, 200]);
    // All of the panel can be seen where it has been moved.
    await expect.poll(async () => (await page.panel.boundingBox())?.y ?? -1).toBeGreaterThan(0);
    await expect(page.page.locator(ICON).count()).resolves.toBe(1);
    await click(page);
    await gone(page.panel);
  });

  it('[HP26] is moved by a style sheet of the page', async () => {
    const page = await open('widget_state="close"', `<style>${ICON} { bottom: 90px; right: 10% }</style>`);
    await arrives(page);
    await expect.poll(() => corner(page)).toEqual([128, 90]);
  });

  it('[HP27] hidden by the page it opens the chat by a button of theirs', async () => {
    const page = await open('widget_state="close"', `<style>${ICON} { display: none !important }</style>`);
    await arrives(page);
    expect(await page.launcher.isVisible()).toBe(false);
    await click(page);
    await seen(page.panel);
    await page.panel.getByRole('textbox', { name: 'Write a message' }).fill('Hello');
    await page.panel.getByRole('button', { name: 'Minimise' }).click();
    await gone(page.panel);
    await expect.poll(() => page.launcher.isVisible()).toBe(false);
    await page.run('hide');
    await click(page);
    expect(await page.panel.isVisible()).toBe(false);
  });

  it('[HP28] stands where options say, unless the page moves it', async () => {
    const page = await open('widget_state="close"', '', scriptTag('?shop=demo', `data-position='{"x":70,"y":110}'`));
    await arrives(page);
    await expect.poll(() => corner(page)).toEqual([70, 110]);
  });

  it('[HP29] destroy leaves nothing that watches the page', async () => {
    const page = await open('widget_state="close"');
    await arrives(page);
    await page.run('destroy');
    await set(page, 'cookie_consent', '3');
    await page.page.waitForFunction(() => !('Shopbell' in window));
    expect(await page.page.locator(`${ICON}, shopbell-chat`).count()).toBe(0);
    expect(await page.cookies()).toEqual({});
    await page.page.addScriptTag({ url: '/shopbell.js?shop=demo' });
    await arrives(page);
    await expect.poll(async () => (await page.cookies()).shopbell_ui?.expires ?? 0).toBeGreaterThan(0);
  });
});
