import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { QUEUE_STUB } from '../../src/protocol/snippet.ts';
import type { Agent } from '../support/agent.ts';
import { eventually } from '../support/eventually.ts';
import { type OwnPage, openOwnPage, scriptTag, visitOwnPage, withInit, withQueue } from '../support/own-page.ts';
import { gone, seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** Every command and event of a page, in real Chromium on the builds. */
const stage = useStage('commands');
const EVENTS =
  'ready state unread message handoff email cart discount add_to_cart survey connection consent error'.split(' ');
const open = (options: object = {}, events: readonly string[] = EVENTS) =>
  openOwnPage(stage, withInit({ shop: 'demo', ...options }, events));
const states = async ({ told }: OwnPage) => (await told('state')).map(({ state }) => state);
const conversationOf = (page: OwnPage): Promise<string> =>
  eventually(
    'the conversation begins',
    () => page.received().find(({ type }) => type === 'ack')?.conversation as string,
  );

/** What somebody of the team does, as the inbox would. */
async function act({ page }: Agent, conversation: string, command: object): Promise<void> {
  const { origin } = stage.server;
  const answer = await page.context().request.post(`${origin}/api/v1/conversations/${conversation}/commands`, {
    headers: { origin },
    data: { id: randomUUID(), ...command },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}
const composer = ({ panel }: OwnPage) => panel.getByRole('textbox', { name: 'Write a message' });

describe('before the script has come', () => {
  it('[LO70] commands wait in the queue and run in order, and the page’s queue stays the same array', async () => {
    const page = await openOwnPage(
      stage,
      withQueue(`window.kept = Shopbell.q; window.stub = Shopbell; window.told = [];
        Shopbell('on', 'state', (event) => told.push({ name: 'state', ...event }));
        Shopbell('prefill', 'first'); Shopbell('prefill', 'second'); Shopbell('open'); Shopbell('init', { shop: 'demo' });`),
    );
    await expect.poll(() => composer(page).inputValue()).toBe('second');
    expect(await states(page)).toEqual(['welcome', 'chat']);
    const same = await page.page.evaluate(() => {
      const { kept, stub, Shopbell } = window as unknown as {
        kept: unknown;
        stub(verb: string): void;
        Shopbell: { q: unknown };
      };
      stub('close');
      return kept === Shopbell.q;
    });
    expect(same).toBe(true);
    await gone(page.panel);
  });

  it('[LO71] a second init is an update, and a second script does nothing', async () => {
    const page = await openOwnPage(
      stage,
      `${withInit({ shop: 'demo', welcomeMessage: 'One' })}${scriptTag()}<script>Shopbell('init',{welcomeMessage:'Two'})</script>`,
    );
    await seen(page.page.getByRole('status').getByText('Two'));
    expect(await page.page.locator('shopbell-chat').count()).toBe(1);
  });

  it.each([
    [
      'the tag manager’s queue',
      `(function(){var q=[];window.Shopbell=function(){q.push(arguments)};window.Shopbell.q=q})();Shopbell('init',{shop:'demo'})`,
    ],
    ['a placeholder object', `window.Shopbell={q:[['init',{shop:'demo'}]]}`],
    ['a bare array', `window.Shopbell=[['init',{shop:'demo'}]]`],
    ['two snippets', `${QUEUE_STUB}${QUEUE_STUB}Shopbell('init',{shop:'demo'})`],
  ])('[LO72] %s is taken over', async (_, script) => {
    const page = await openOwnPage(stage, `<script>${script}</script><script async src="/shopbell.js"></script>`);
    await seen(page.launcher);
    await page.run('open');
    await seen(page.panel);
  });
});

describe('commands', () => {
  it('[LO73] open, close, toggle, show, hide and update do what they say, and state is told', async () => {
    const page = await open();
    await seen(page.launcher);
    await page.run('open');
    await seen(page.panel);
    await page.run('close');
    await gone(page.panel);
    await page.run('toggle');
    await seen(page.panel);
    await expect.poll(() => states(page)).toEqual(['welcome', 'chat', 'close', 'chat']);
    await page.run('hide');
    await gone(page.panel);
    await page.run('show');
    await seen(page.panel);
    await page.run('update', { minimizable: false });
    await gone(page.launcher);
  });

  it('[LO74] send speaks for the shopper, prefill writes for them, and an unknown command is named', async () => {
    const page = await open();
    await page.run('send', 'Do you ship to Porto?');
    await page.run('open');
    await seen(page.panel.getByText('Do you ship to Porto?'));
    await page.run('prefill', 'And to Lagos?');
    expect(await composer(page).inputValue()).toBe('And to Lagos?');
    await page.run('dance');
    await expect.poll(() => page.said.join()).toContain('there is no command dance');
  });

  it('[LO75] identify and track reach the team: who they are as a label, what they did among the pages', async () => {
    const page = await open({ cookieConsent: 2 });
    await page.run('identify', {
      clientId: '4711',
      email: 'ines@example.com',
      name: 'Ines Duarte',
      attributes: { tier: 'gold' },
    });
    await page.run('track', 'Size guide opened', { product: 'linen shirt' });
    await page.run('send', 'Hello');
    const agent = await stage.agent();
    await expect.poll(() => page.sent('track')).toHaveLength(1);
    await agent.read('Chatbot', await conversationOf(page));
    await seen(agent.customer.getByText('Size guide opened'));
    await seen(agent.customer.getByText('ines@example.com'));
    await seen(agent.customer.getByText('Ines Duarte'));
    await seen(agent.customer.getByText('gold'));
    expect(await agent.customer.getByText('Not verified').count()).toBe(4);
  });

  it('[LO76] track sends nothing without the consent for it', async () => {
    const page = await open({ cookieConsent: 1 });
    await page.run('open');
    await page.hello();
    await page.run('track', 'Hidden');
    await page.run('send', 'Hello');
    await conversationOf(page);
    await page.run('consent', 2);
    await page.run('track', 'Shown');
    await expect.poll(() => page.sent('track')).toMatchObject([{ events: [{ name: 'Shown' }] }]);
  });

  it('[LO77] on gives its end back, off ends it too, and a listener that throws stops nobody', async () => {
    const page = await open({}, []);
    await seen(page.launcher);
    const heard = await page.page.evaluate(async () => {
      const chat = (window as unknown as { Shopbell(...command: unknown[]): unknown }).Shopbell;
      const heard: string[] = [];
      const other = () => heard.push('other');
      chat('on', 'ready', () => {});
      const settled = async (state: string) => {
        chat(state);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      };
      await new Promise((resolve) => chat('on', 'ready', resolve));
      const end = chat('on', 'state', () => heard.push('one')) as () => void;
      chat('on', 'state', other);
      await settled('open');
      end();
      chat('off', 'state', other);
      await settled('close');
      return heard;
    });
    expect(heard).toEqual(['one', 'other']);
  });

  it('[LO78] logout shows the next person nothing of the last', async () => {
    const page = await openOwnPage(
      stage,
      `<script>${QUEUE_STUB}Shopbell('init',{cookieConsent:1})</script>${scriptTag('?shop=demo', 'data-client-id="4711"')}`,
    );
    await page.run('identify', { email: 'ines@example.com', name: 'Ines' });
    await page.run('open');
    await page.run('send', 'My secret question');
    await conversationOf(page);
    await seen(page.panel.getByText('My secret question'));
    const before = (await page.cookies()).shopbell_visitor?.value;
    await page.run('logout');
    await gone(page.panel.getByText('My secret question'));
    await expect.poll(() => page.sent('hello').length).toBeGreaterThan(1);
    const hello = page.sent('hello').at(-1)!;
    expect(JSON.stringify(hello)).not.toMatch(/ines|Ines|4711/);
    expect(hello).not.toHaveProperty('token');
    await expect.poll(async () => (await page.cookies()).shopbell_visitor?.value).not.toBe(before);
    const again = await visitOwnPage(stage, page.page, scriptTag('?shop=demo&cookie_consent=1'));
    await again.run('open');
    await seen(again.panel);
    expect(await again.panel.getByText('My secret question').count()).toBe(0);
  });

  it('[LO79] destroy leaves no element and no global behind', async () => {
    const page = await open();
    await page.run('open');
    await seen(page.panel);
    await page.run('destroy');
    expect(
      await page.page.evaluate(() => ['Shopbell' in window, document.querySelectorAll('shopbell-chat').length]),
    ).toEqual([false, 0]);
  });
});

describe('events', () => {
  it('[LO80] of one whole conversation come once each, stamped, and without personal data in the data layer', async () => {
    const [page, agent] = await Promise.all([open({ dataLayer: true }), stage.agent()]);
    await page.run('cart', {
      currency: 'EUR',
      subtotal: 24,
      lines: [{ id: 'mug', name: 'Mug', quantity: 1, price: 24 }],
    });
    await page.run('consent', 1);
    await page.run('open');
    await page.run('send', 'Talk to a person');
    await page.panel.getByRole('textbox', { name: 'Email address' }).fill('ines@example.com');
    await page.panel.getByRole('button', { name: 'Save email' }).click();
    await page.run('cart', { lines: 'odd' });
    const conversation = await conversationOf(page);
    await expect.poll(() => page.told('email')).toHaveLength(1);
    await act(agent, conversation, { type: 'message.send', content: { type: 'products', products: ['p-dipped-mug'] } });
    await page.panel.getByRole('button', { name: 'Add to cart' }).click();
    await act(agent, conversation, { type: 'message.send', content: { type: 'discount', code: 'WELCOME10' } });
    await page.panel.getByRole('button', { name: 'Apply code WELCOME10' }).click();
    await page.run('close');
    await act(agent, conversation, { type: 'message.send', content: { type: 'text', text: 'Anything else?' } });
    await expect.poll(async () => (await page.told('unread')).at(-1)).toMatchObject({ count: 1 });
    await page.run('open');
    await act(agent, conversation, { type: 'conversation.close', survey: true });
    await page.panel.getByRole('radio', { name: '5 of 5' }).click();
    await page.panel.getByRole('button', { name: 'Send rating' }).click();
    await expect.poll(() => page.told('survey')).toMatchObject([{ rating: 5 }]);

    const told = await page.told();
    expect([...new Set(told.map(({ name }) => name))].sort()).toEqual([...EVENTS].sort());
    expect(told.every(({ id, timestamp }) => typeof id === 'string' && typeof timestamp === 'number')).toBe(true);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    const once = [
      'ready',
      'handoff',
      'email',
      'cart',
      'discount',
      'add_to_cart',
      'survey',
      'connection',
      'consent',
      'error',
    ];
    for (const name of once)
      expect(
        told.filter((event) => event.name === name),
        name,
      ).toHaveLength(1);
    expect(told.find(({ name }) => name === 'handoff')).toMatchObject({ channelId: 'web', organizationId: 'demo' });
    expect(told.find(({ name }) => name === 'add_to_cart')).toMatchObject({ productId: 'p-dipped-mug', quantity: 1 });
    expect(told.find(({ name }) => name === 'discount')).toMatchObject({ code: 'WELCOME10' });
    expect(told.find(({ name }) => name === 'error')).toMatchObject({ code: 'invalid' });
    const layer = () =>
      page.page.evaluate(() => (window as unknown as { dataLayer: { event?: string; id: string }[] }).dataLayer);
    // Beside them stands what empties the last purchase's words for GA4.
    const pushed = async () => (await layer()).filter(({ event }) => event);
    await expect.poll(async () => (await pushed()).length).toBe(told.length);
    expect((await pushed()).map(({ event, id }) => [event, id])).toEqual(
      told.map(({ name, id }) => [`shopbell_${name}`, id]),
    );
    expect(JSON.stringify(await pushed())).not.toMatch(/ines@|Anything else|person/);
  });

  it('[LO81] older pages hear of states in their words and of a transfer once, never again on reload', async () => {
    const body =
      `<div id="hdAttributes" widget_state="close" cookie_consent="1"></div><script>window.heard=[];` +
      `window.hdOnWidgetStateChange=(state)=>heard.push(state);window.hd_Conversation_Transferred=(it)=>heard.push(it)</script>${scriptTag()}`;
    const page = await openOwnPage(stage, body);
    const heard = () => page.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    await page.page.waitForSelector('#HeydayStartIconContainer', { state: 'attached' });
    await page.page.evaluate(() => document.getElementById('HeydayStartIconContainer')?.click());
    await seen(page.panel);
    await page.run('send', 'Talk to a person');
    await expect
      .poll(heard)
      .toEqual([
        'closed',
        'opened',
        expect.objectContaining({ timestamp: expect.any(Number), channelId: 'web', organizationId: 'demo' }),
      ]);
    const again = await visitOwnPage(stage, page.page, body.replace('close', 'chat'));
    await seen(again.panel.getByText('Talk to a person'));
    await again.run('close');
    await expect.poll(heard).toEqual(['opened', 'closed']);
  });
});
