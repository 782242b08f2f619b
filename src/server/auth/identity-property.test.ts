import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Frame } from '../gateway/gateway.fixture.ts';
import { openShop, wordsIn } from './identity.fixture.ts';

const PEOPLE = ['x', 'y', 'z'] as const;
const DEVICES = 3;

const step = fc.record({
  device: fc.nat(DEVICES - 1),
  act: fc.constantFrom('nothing', 'label', 'proof', 'proof', 'bad proof', 'logout' as const),
  who: fc.constantFrom(...PEOPLE),
  writes: fc.boolean(),
});

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.world.close());

it('[ID29] whatever shoppers do on whichever devices, nobody who is proven sees the words of another, and no words are lost', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      run += 1;
      const tokens: (Frame | undefined)[] = [];
      /** Who wrote a text: the visitor of that moment, and their person if there was proof. */
      const written = new Map<string, { visitor: string; person?: string }>();
      /** The first person who proved themselves where a visitor was: their words are that person's. */
      const claimed = new Map<string, string>();

      for (const [n, { device, act, who, writes }] of steps.entries()) {
        const clientId = `${who}-${run}`;
        if (act === 'logout') {
          tokens[device] = undefined;
          continue;
        }
        const held = tokens[device];
        const labels = act === 'label' ? { clientId } : {};
        const about = act === 'bad proof' ? { secret: 'not the secret of the shop, but as long' } : {};
        const proof = act === 'proof' || act === 'bad proof' ? await shop.proof(clientId, about) : {};
        const text = writes ? `words ${run}.${n}` : undefined;
        const welcome = await shop.visit({ ...(held && { token: held.token }), ...labels, ...proof }, text);
        tokens[device] = welcome;
        const visitor = String(welcome.visitor);

        if (act === 'proof') {
          expect(welcome.identity).toBe('proven');
          for (const one of [held && String(held.visitor), visitor]) {
            if (one !== undefined && !claimed.has(one)) claimed.set(one, clientId);
          }
          expect(claimed.get(visitor)).toBe(clientId);
        }
        const person = claimed.get(visitor);
        for (const seen of wordsIn(welcome)) {
          const by = written.get(seen);
          expect(by, 'words of this run').toBeDefined();
          expect(by?.visitor).toBe(visitor);
          expect(by?.person === undefined || by.person === person, `${seen} of ${by?.person}, seen by ${person}`).toBe(
            true,
          );
        }
        if (text !== undefined) written.set(text, { visitor, ...(person && { person }) });
      }

      for (const [text, { visitor }] of written) {
        const rows = await shop.world.store.folders.ofVisitor('shop', visitor);
        const logs = await Promise.all(rows.map(({ id }) => shop.world.conversations.readAsTeam('shop', id, {})));
        expect(JSON.stringify(logs).split(`"${text}"`).length - 1, text).toBe(1);
      }
      for (const who of PEOPLE) {
        const visitors = await shop.world.store.identities.visitorsOf('shop', `${who}-${run}`);
        for (const one of visitors) expect(claimed.get(one)).toBe(`${who}-${run}`);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
