import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/eventually.ts';
import { GOODS } from './basket.ts';

type Fields = Record<string, unknown>;

/** What the owner of the demo shop does by the REST API: quicker than in the inbox. */
export interface Team {
  /** Sends the products of the stand-ins' shelf, by their variants. */
  sendProducts(conversation: string, ...variants: number[]): Promise<void>;
  sendCode(conversation: string, code: string): Promise<void>;
  /** Entries of the log of these kinds, oldest first. */
  entries(conversation: string, kinds: RegExp): Promise<Fields[]>;
  /** Cart lines as the log tells them: `added 1 Wool cap (Blue) €19.99`; waits for as many. */
  carts(conversation: string, count: number): Promise<string[]>;
}

export async function signIn(origin: string): Promise<Team> {
  let cookie = '';
  async function ask(method: string, path: string, body?: object): Promise<Fields> {
    const answer = await fetch(`${origin}/api/v1/${path}`, {
      method,
      headers: { origin, cookie, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    cookie ||= answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return (await answer.json()) as Fields;
  }
  await ask('POST', 'session', { email: 'owner@demo.test', password: 'demo-demo' });
  await ask('PUT', 'catalogue/products', {
    products: GOODS.map(({ product, variant, name, price }) => {
      const card = { title: name, price: price.EUR / 100, currency: 'EUR', url: `https://shop.test/${product}` };
      return { id: `${product}`, variantId: `${variant}`, ...card };
    }),
  });
  for (const code of ['SPRING10', 'BIG25']) {
    await ask('PUT', `catalogue/discounts/${code}`, { code, percent: Number(/\d+/.exec(code)) });
  }

  const send = (conversation: string, content: object): Promise<Fields> =>
    ask('POST', `conversations/${conversation}/commands`, { id: randomUUID(), type: 'message.send', content });
  const team: Team = {
    sendProducts: async (conversation, ...variants) => {
      const products = GOODS.filter(({ variant }) => variants.includes(variant)).map(({ product }) => `${product}`);
      await send(conversation, { type: 'products', products });
    },
    sendCode: async (conversation, code) => {
      await send(conversation, { type: 'discount', code });
    },
    async entries(conversation, kinds) {
      const { entries } = await ask('GET', `conversations/${conversation}/entries?limit=100`);
      return (entries as Fields[]).filter(({ kind }) => kinds.test(`${kind}`));
    },
    carts: (conversation, count) =>
      eventually(`${count} changes of the cart`, async () => {
        const found = await team.entries(conversation, /^cart\./);
        return found.length >= count ? found.map(inWords) : undefined;
      }),
  };
  return team;
}

function inWords({ kind, line, subtotal, currency }: Fields): string {
  const { name = '–', variant, quantity, price } = line as Fields;
  return `${`${kind}`.slice(5)} ${quantity} ${name} (${variant}) ${price} of ${subtotal} ${currency}`;
}
