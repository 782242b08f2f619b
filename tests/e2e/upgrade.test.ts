import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromRoot, packageFile } from '../../tools/build/paths.ts';
import { seen } from '../support/see.ts';
import { openShopper } from '../support/shopper.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('upgrade');
const FORMER = '0.0.9';

/** Leaves a former version in the data directory, as a server of that version has, and returns its loader. */
async function serveFormerly(): Promise<string> {
  const folder = join(stage.dataDir, 'versions', FORMER);
  await cp(fromRoot('dist'), folder, { recursive: true });
  const loader = await readFile(join(folder, 'shopbell.js'), 'utf8');
  const former = loader.replaceAll(packageFile().version, FORMER);
  await writeFile(join(folder, 'shopbell.js'), former);
  return former;
}

it('[LO31] a page that still holds the loader of a former version has a whole chat after an upgrade', async () => {
  const former = await serveFormerly();
  const watched = await stage.blank();
  const { page } = watched;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route('**/shopbell.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: former }));
  const shopper = await openShopper(watched, `${stage.server.origin}/demo/`);
  await shopper.openChat();
  await shopper.ask('do you have a candle', 'These could be something for you:');
  await seen(shopper.log.getByText('Cedar & fig candle'));
  const files = asked.filter((path) => path.startsWith('/v/'));
  expect(files).toContain(`/v/${FORMER}/widget.js`);
  expect(files).toContain(`/v/${FORMER}/parts/cards.js`);
  expect(files.filter((path) => !path.startsWith(`/v/${FORMER}/`))).toEqual([]);
});
