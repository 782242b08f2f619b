import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { leadConversation, SERVER_AWAY } from '../support/journey.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('journey');

it('[JO1] leads one real conversation from greeting to rating, and nothing is lost on the way', {
  timeout: 180_000,
}, async () => {
  stage.forgive(SERVER_AWAY);
  await leadConversation(stage, { address: `${stage.server.origin}/demo/`, addToCart });
});

async function addToCart(page: Page): Promise<{ product: string; subtotal: string }> {
  const button = page.getByRole('button', { name: /^Add .* to cart$/ }).first();
  const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
  await button.click();
  await page.keyboard.press('Escape');
  return { product: name.replace(/^Add | to cart$/g, ''), subtotal: '€[\\d.]+' };
}
