import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { gone, seen, textOf } from '../support/see.ts';
import { useStage } from '../support/stage.ts';
import {
  ANSWER,
  ASK,
  clockAhead,
  composer,
  LOADER,
  launcher,
  type Shop,
  send,
  talks,
  untouched,
  type Visit,
  visitOwn,
} from '../support/troubled-page.ts';

/** Whatever comes into the widget, the shopper sees what is going on, the console names it once, and the page stands. */
const stage = useStage('bad-shopper');
const visit = (how?: Visit) => visitOwn(stage, how);

describe('what the page says', () => {
  it('[BI20] wrong options are named once each, and their defaults hold', async () => {
    const { page, said, panel } = await visit({
      body: '<script async src="/shopbell.js?shop=demo&close_delay=soon&colour=red" data-minimizable="maybe" data-appearance="{broken"></script>',
    });
    await launcher(page).click();
    await seen(panel.getByRole('button', { name: 'Minimise' }));
    await eventually('four are named', () => said.length === 4);
    await page.evaluate(() => (window as unknown as Shop).Shopbell('update', { titleBadge: false }));
    for (const name of ['closeDelay', 'colour', 'minimizable', 'appearance']) {
      expect(
        said.filter((line) => line.includes(name) && !line.includes('There are')).length +
          +said.some((line) => line.includes(`no option ${name}`)),
        name,
      ).toBe(1);
    }
    await untouched(page);
  });

  it('[BI21] a cart of nonsense throws nothing into the page, is named once, and the next good one counts', async () => {
    const shopper = await visit({ body: `<script>window.told=[]</script>${LOADER}` });
    const { page, said } = shopper;
    await talks(shopper);
    const sent: string[] = [];
    page.on('console', (message) => sent.push(message.text()));
    const thrown = await page.evaluate(() => {
      const { Shopbell } = window as unknown as Shop;
      const line = { id: '1', name: 'Mug', quantity: 1, price: 5 };
      const good = { currency: 'EUR', subtotal: 5, lines: [line] };
      const cyclic: Record<string, unknown> = { ...good };
      cyclic.lines = [cyclic];
      const evil = {
        get lines(): never {
          throw new Error('mine');
        },
      };
      const proxy = new Proxy(
        {},
        {
          get: () => {
            throw new Error('mine');
          },
        },
      );
      const nonsense: unknown[] = [
        undefined,
        null,
        0,
        Number.NaN,
        '',
        'cart',
        true,
        Symbol('cart'),
        10n,
        [],
        {},
        () => {},
        new Map(),
        new Date(),
        document,
        window,
        evil,
        proxy,
        cyclic,
        Object.create(good),
        Object.create(null),
        { ...good, lines: Array.from({ length: 101 }, (_, id) => ({ ...line, id: `${id}` })) },
        { ...good, lines: { length: 1, 0: line } },
        { ...good, lines: [null] },
        { ...good, lines: [[]] },
        { ...good, lines: [proxy] },
        { ...good, lines: [line, line] },
        { ...good, currency: 'euros' },
        { ...good, currency: Symbol('EUR') },
        { ...good, subtotal: '5' },
        { ...good, subtotal: Number.POSITIVE_INFINITY },
        ...[Number.NaN, -1, 0, 1.5, '1', 1e9, 10n, {}].map((quantity) => ({ ...good, lines: [{ ...line, quantity }] })),
        ...[Number.NaN, '5', null, 1e12, [5]].map((price) => ({ ...good, lines: [{ ...line, price }] })),
        ...[null, '', 'x'.repeat(501), '\ud800', 'a\0b', {}].map((name) => ({ ...good, lines: [{ ...line, name }] })),
      ];
      const errors: string[] = [];
      for (const cart of nonsense) {
        try {
          Shopbell('cart', cart);
        } catch (error) {
          errors.push(`${error}`);
        }
      }
      return errors;
    });
    expect(thrown).toEqual([]);
    await eventually('the cart is named', () => said.length > 0);
    await page.evaluate(() =>
      (window as unknown as Shop).Shopbell('cart', {
        currency: 'EUR',
        subtotal: 5,
        lines: [{ id: '2', name: 'A good mug', quantity: 1, price: 5 }],
      }),
    );
    await shopper.ask(ASK, ANSWER);
    const agent = await stage.agent();
    await agent.read('Chatbot', await shopper.conversation());
    await seen(agent.customer.getByText('A good mug'));
    expect(said).toEqual(['Shopbell: The cart does not have the expected form.']);
    await untouched(page);
  });

  it('[BI22] a message of 4,001 characters stays in the composer, counted, until it is short enough', async () => {
    const shopper = await visit();
    await shopper.openChat();
    const text = `${'All about candles. '.repeat(211).slice(0, 3999)}!!`;
    await composer(shopper).fill(text);
    await seen(shopper.panel.getByText('1 too many'));
    expect(await send(shopper).isDisabled()).toBe(true);
    await composer(shopper).press('Enter');
    expect(await composer(shopper).inputValue()).toBe(text);
    await composer(shopper).press('Backspace');
    await seen(shopper.panel.getByText('0 left'));
    await send(shopper).click();
    await seen(shopper.log.getByText(text.slice(0, 4000)));
    await gone(shopper.panel.getByText('Sending…'));
    expect(shopper.said).toEqual([]);
  });

  it('[BI23] a text of one megabyte that is pasted does not hold the page up, and stays as it was', async () => {
    const shopper = await visit({ options: { permissions: ['clipboard-read', 'clipboard-write'] } });
    const { page } = shopper;
    await shopper.openChat();
    await composer(shopper).fill('x');
    await composer(shopper).fill('');
    await page.evaluate(() => navigator.clipboard.writeText('A long story. '.repeat(75_000).slice(0, 1_048_576)));
    // What the processor did for the page, on a machine with much else to do. The browser's own way takes it 5 s, and 36 s
    // with `dir="auto"`.
    const inspector = await page.context().newCDPSession(page);
    await inspector.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
    await inspector.send('Performance.enable');
    const busy = async (): Promise<number> => {
      const { metrics } = await inspector.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await busy();
    await composer(shopper).press('Control+v');
    await seen(shopper.panel.getByText('1,044,576 too many'));
    expect((await busy()) - before).toBeLessThan(3);
    expect(await send(shopper).isDisabled()).toBe(true);
    expect((await composer(shopper).inputValue()).length).toBe(1_048_576);
  });
});

/** Answers that are no settings. */
describe('what the browser lacks', () => {
  it('[BI29] storage that throws: the chat works, and keeps nothing', async () => {
    const shopper = await visit({
      before: () => {
        for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('denied', 'SecurityError');
            },
          });
      },
    });
    await talks(shopper);
    expect(shopper.said).toEqual([]);
  });

  it('[BI30] cookies that are off: the chat works, and the next page begins anew', async () => {
    const shopper = await visit({
      before: () => Object.defineProperty(document, 'cookie', { get: () => '', set() {} }),
    });
    await talks(shopper);
    await shopper.page.reload();
    await seen(launcher(shopper.page));
    expect([shopper.said, await shopper.page.context().cookies()]).toEqual([[], []]);
  });

  it.each([
    ['behind', -1],
    ['ahead', 1],
  ])(
    '[BI31] a clock that is a day %s: the conversation goes on, without days that are not there',
    async (_name, days) => {
      const shopper = await visit({
        before: clockAhead(days),
      });
      await talks(shopper);
      await shopper.wantPerson();
      expect(await textOf(shopper.log)).not.toMatch(/Tomorrow|Invalid/);
      if (days < 0) expect(await textOf(shopper.log)).not.toMatch(/Yesterday|Today/);
      expect(shopper.said).toEqual([]);
    },
  );

  it('[BI32] a clock that is set while the chat is open, to and fro: the connection stays, answers come, the panel closes', async () => {
    let sockets = 0;
    const shopper = await visit({
      before: clockAhead(0),
      network: (page) =>
        page.routeWebSocket(/\/ws$/, (socket) => {
          sockets += 1;
          socket.connectToServer();
        }),
    });
    await talks(shopper);
    for (const days of [-1, 1, 0]) {
      await shopper.page.evaluate((ahead) => Object.assign(globalThis, { ahead }), days * 864e5);
      await shopper.ask(`where is my order, try ${days}`, /order/i);
      // A return to the tab looks whether the line is alive.
      await shopper.page.evaluate(() => dispatchEvent(new Event('online')));
    }
    await launcher(shopper.page).click();
    await gone(shopper.panel);
    expect([sockets, shopper.said]).toEqual([1, []]);
  });

  it('[BI33] an unencrypted page, which has no randomUUID, no locks and no clipboard: the chat works', async () => {
    stage.forgive(/third party: \w+:\/\/insecure\.test/);
    const shopper = await visit({ origin: stage.server.origin.replace('127.0.0.1', 'insecure.test') });
    expect(await shopper.page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);
    await talks(shopper);
    expect(shopper.said).toEqual([]);
  });

  it('[BI34] a page without WebSocket: the chat works', async () => {
    const shopper = await visit({ before: () => void Object.assign(window, { WebSocket: undefined }) });
    await talks(shopper);
    await untouched(shopper.page);
  });

  it('[BI34] a page that has replaced fetch, WebSocket or randomUUID: no error in the page, and what is written stays', async () => {
    stage.forgive(/Failed to load/);
    const shopper = await visit({
      before: () => {
        Object.assign(window, { fetch: undefined, WebSocket: undefined });
        Object.defineProperty(crypto, 'randomUUID', { value: () => 'mine' });
      },
    });
    await shopper.openChat();
    await shopper.say('Is anybody there?');
    await seen(shopper.log.getByText('Is anybody there?'));
    await seen(shopper.panel.locator('.waiting'));
    await untouched(shopper.page);
    expect(shopper.said.length).toBeLessThanOrEqual(1);
  });
});
