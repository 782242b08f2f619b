import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../gateway/gateway.fixture.ts';
import { openShop, wordsIn } from './identity.fixture.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/identity.md'), 'utf8');
const [, table = ''] = PAGE.split('truth-table.test.ts reads -->');
type Cells = [holds: string, says: string, elsewhere: string, session: string, identity: string, shows: string];
const rows = (table.trim().split('\n\n')[0] ?? '')
  .split('\n')
  .slice(2)
  .map(
    (line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()) as Cells,
  );

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.world.close());

/** Each row has persons of its own. */
const named = (row: number, who: string) => `${who}-${row}`;

/** The browser of a row: the token that it holds, and its visitor. */
async function browserOf(row: number, holds: string): Promise<{ token?: string; visitor?: string }> {
  const { visit, proof, world } = shop;
  const kept = ({ token, visitor }: Frame) => ({ token: String(token), visitor: String(visitor) });
  const x = named(row, 'X');
  switch (holds) {
    case 'nothing':
      return {};
    case 'an anonymous visitor':
      return kept(await visit({}, "the browser's words"));
    case 'a visitor labelled X':
      return kept(await visit({ clientId: x }, "the browser's words"));
    case "X's visitor":
      return kept(await visit(await proof(x), "X's words"));
    case 'an earlier visitor of X': {
      const before = kept(await visit({}, "the browser's words"));
      await visit(await proof(x), "X's words");
      await visit({ token: before.token, ...(await proof(x)) });
      return before;
    }
    case "nothing, after X's logout":
      await visit(await proof(x), "X's words");
      return {};
    case 'a revoked token of X': {
      const before = kept(await visit(await proof(x), "X's words"));
      await world.visitors.tokens.revoke('shop', before.visitor);
      return before;
    }
    default:
      throw new Error(`The table knows a browser that the test does not: ${holds}`);
  }
}

async function claimOf(row: number, says: string): Promise<object> {
  const [, who = '', how] = /^(?:the id )?([XY])(, proven|, with a bad proof)?$/.exec(says) ?? [];
  if (says === 'nothing') return {};
  if (!who) throw new Error(`The table knows a page that the test does not: ${says}`);
  const clientId = named(row, who);
  if (!how) return { clientId };
  return shop.proof(clientId, how === ', proven' ? {} : { secret: 'a secret that is not the shop’s, of some length' });
}

describe('the truth table of docs/identity.md', () => {
  it('[ID20] has a row for each browser and what its page may say', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(new Set(rows.map((row) => row.slice(0, 3).join())).size).toBe(rows.length);
  });

  it.each(rows.map((cells, row) => [...cells, row] as [...Cells, number]))(
    '[ID20] %s; the page says %s; %s: the session is %s, %s, and shows %s',
    async (holds, says, elsewhere, session, identity, shows, row) => {
      const { visit, proof, world } = shop;
      const browser = await browserOf(row, holds);
      const [, known] = /^([XY]) is known$/.exec(elsewhere) ?? [];
      const knownAs = known ? await visit(await proof(named(row, known)), `${known}'s words`) : undefined;
      const claim = { ...(browser.token && { token: browser.token }), ...(await claimOf(row, says)) };

      if (session === 'refused with 4401') {
        const peer = await world.connect();
        peer.send({ type: 'hello', protocol: 1, shop: 'shop', ...claim });
        expect(await peer.closed()).toBe(4401);
        return;
      }
      const welcome = await visit(claim);
      expect(welcome.identity).toBe(identity);
      expect(welcome.problem).toBe(says.includes('bad proof') ? 'token_invalid' : undefined);
      expect([...new Set(wordsIn(welcome))]).toEqual(shows === 'nothing' ? [] : [shows]);
      // The session is whose token the browser gets.
      const again = await visit({ token: welcome.token });
      expect(again.visitor).toBe(welcome.visitor);

      const others = [browser.visitor, knownAs?.visitor].filter(Boolean);
      if (session === 'a new visitor') expect(others).not.toContain(welcome.visitor);
      else if (session === "the browser's visitor") expect(welcome.visitor).toBe(browser.visitor);
      else {
        const [, who = ''] = /^([XY])'s visitor$/.exec(session) ?? [];
        expect(welcome.visitor).toBe(await world.store.identities.visitorOf('shop', named(row, who)));
      }
    },
  );
});
