import { expect, it } from 'vitest';
import { seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

/** The part of the installation check that needs the real server: whether it would let this page in. */
const stage = useStage('debug');

it('[DB12] says that the server takes a connection from this page, that the clocks agree, and all in all that it is in order', async () => {
  const { page } = await stage.blank();
  await page.goto(`${stage.server.origin}/demo/?shopbell-debug`);
  const check = page.getByRole('dialog', { name: 'Installation check' });
  await seen(check.getByText(`The server takes a connection from ${stage.server.origin}.`));
  await seen(check.getByText(/This device and the server agree within \d s\./));
  await seen(check.getByText('Everything is in order.'));
  // Nothing was kept for it.
  expect(await page.context().cookies()).toEqual([]);
});

it('[DB12] says that the shop does not list the page’s origin', async () => {
  stage.forgive(/third party|ERR_/);
  const { page } = await stage.blank();
  const elsewhere = stage.server.origin.replace('127.0.0.1', 'localhost');
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(`${elsewhere}/demo/shop.json?shopbell-debug`);
  await page.setContent(
    `<!doctype html><html lang="en"><title>Shop</title><body><script async src="${stage.server.origin}/shopbell.js?shop=demo"></script></body></html>`,
  );
  const check = page.getByRole('dialog', { name: 'Installation check' });
  await seen(check.getByText(`The server does not let ${elsewhere} in. Add it to the shop’s origins.`));
  await seen(check.getByText('Needs a look: Connection.'));
});
