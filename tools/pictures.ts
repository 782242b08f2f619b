import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../tests/support/browser.ts';
import { startServerProcess } from '../tests/support/server-process.ts';
import { fromRoot } from './build/paths.ts';
import { createCamera, LOOKS } from './pictures/camera.ts';
import { away, composer, delivery, never, readers, refusals, words } from './pictures/edges.ts';
import { gallery } from './pictures/gallery.ts';
import { assistant, door, person } from './pictures/scenes.ts';
import { createStudio, type Studio } from './pictures/studio.ts';

/**
 * `npm run pictures`: makes `docs/pictures/` from the running product: every state, light and dark, on a desktop and on a
 * phone, and a page that shows them. `npm run pictures -- person` plays only the scenes with that name.
 */
const SCENES: Record<string, (studio: Studio) => Promise<void>> = {
  door,
  assistant,
  person,
  composer,
  delivery,
  words,
  readers,
  refusals,
};
const wanted = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'shopbell-pictures-'));
const server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'error' } });
const browser = await launchBrowser();
const camera = createCamera();

async function play(name: string, scene: (studio: Studio) => Promise<void>): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  for (const look of LOOKS) {
    const studio = createStudio(browser, server.origin, look, camera);
    await scene(studio);
    await studio.end();
  }
}

/**
 * From now on nobody answers, for now or at all: the shop opens for an hour, on a weekday that is far away, and persons
 * are fetched by its hours or never.
 */
async function closeShop(transfer: 'hours' | 'never'): Promise<void> {
  const { request } = await browser.newContext({ extraHTTPHeaders: { origin: server.origin } });
  const ask = async (method: 'post' | 'put' | 'patch', path: string, data: object): Promise<void> => {
    const answer = await request[method](`${server.origin}/api/v1/${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  };
  await ask('post', 'session', { email: 'owner@demo.test', password: 'demo-demo' });
  const weekday = ((new Date().getUTCDay() + 2) % 7) + 1;
  await ask('put', 'hours', { timeZone: 'Europe/Lisbon', hours: [{ weekday, from: 540, to: 600 }] });
  await ask('patch', 'settings', { transfer });
}

try {
  for (const [name, scene] of Object.entries(SCENES)) await play(name, scene);
  await closeShop('hours');
  await play('away', away);
  await closeShop('never');
  await play('never', never);
  writeFileSync(fromRoot('docs/pictures/README.md'), gallery());
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
