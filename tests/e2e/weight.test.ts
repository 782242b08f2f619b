import { expect, it } from 'vitest';
import { OPENING } from '../../bench/size.ts';
import { packageFile } from '../../tools/build/paths.ts';
import { eventually } from '../support/eventually.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('weight');
const FILES = `/v/${packageFile().version}/`;

const PLAIN = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><body>
  <script async src="/shopbell.js?shop=demo"></script>
  <script>(window.Shopbell = window.Shopbell || []).push(['init', { shop: 'demo' }])</script>`;

/** A page that has nothing but the snippet, and what it asks the server for. */
async function visit() {
  const { page } = await stage.blank();
  const { origin } = stage.server;
  const asked: string[] = [];
  const spoken: string[] = [];
  page.on('request', (request) => asked.push(request.url().replace(origin, '')));
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => spoken.push(String(payload))));
  // Any document of the shop will do to be replaced by one that has the snippet alone.
  await page.goto(`${origin}/demo/shop.json`);
  // A browser looks for the icon of a document that names none.
  stage.forgive(/404/);
  asked.length = 0;
  await page.setContent(PLAIN);
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  await launcher.waitFor();
  const files = (): string[] => asked.filter((path) => !/^data:|^\/favicon/.test(path));
  return { page, launcher, files, spoken };
}

it('[WT1] opening the panel fetches the files that the budget counts, and no others', async () => {
  const { page, launcher, files, spoken } = await visit();
  await launcher.click();
  const panel = page.getByRole('dialog', { name: 'Chat with Hazel & Hem' });
  await panel.getByRole('textbox', { name: 'Write a message' }).waitFor();
  await panel.getByRole('group', { name: 'Suggested replies' }).waitFor();
  await eventually('the panel is connected', () => spoken.some((frame) => frame.includes('"welcome"')));
  await page.waitForLoadState('networkidle');
  expect(files()).toEqual(['/shopbell.js?shop=demo', ...OPENING.map((file) => FILES + file)]);
});

it('[WT2] before the shopper comes near the launcher, the loader is all that a plain page fetches', async () => {
  const { page, launcher, files } = await visit();
  await page.waitForLoadState('networkidle');
  expect(files()).toEqual(['/shopbell.js?shop=demo']);
  await launcher.hover();
  await eventually('the chat is fetched ahead', () => files().length > 1);
  expect(files()).toEqual(['/shopbell.js?shop=demo', ...OPENING.map((file) => FILES + file)]);
});
