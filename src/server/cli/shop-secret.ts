import { ShopId } from '../../protocol/primitives.ts';
import { rotateShopSecret, shopSecret as secretOf } from '../auth/shop-secret.ts';
import { type CliCommand, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { withStore } from './with-store.ts';

export const shopSecret: CliCommand = {
  usage: 'shop secret --shop <key> [--rotate]',
  does: 'prints the secret that signs the shop’s clientTokens; --rotate makes a new one, the one before still verifies',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, { shop: { type: 'string' }, rotate: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(`unexpected: ${positionals.join(' ')}`);
    const shop = checked('--shop', ShopId, values.shop, 'the key of a shop');
    await withStore(parts, async ({ shops, secrets }) => {
      if (!(await shops.shop(shop))) throw new UsageError(`there is no shop "${shop}"`);
      const { secret } = await (values.rotate ? rotateShopSecret : secretOf)(secrets, shop, Date.now());
      parts.print(secret);
    });
    return 0;
  },
};
