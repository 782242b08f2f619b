import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { Email, ShopId, ShortText } from '../../protocol/primitives.ts';
import { hashPassword } from '../auth/passwords.ts';
import { PERMISSIONS, permissionsOf, ROLES } from '../auth/permissions.ts';
import { type CliCommand, type CliParts, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { withStore } from './with-store.ts';

const SHORTEST_PASSWORD = 8;
const Permissions = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(v.picklist(PERMISSIONS)),
);

export const agentAdd: CliCommand = {
  usage:
    'agent add --shop <key> --email <address> --name <name> [--role owner|admin|agent] [--permissions chat,reports,settings,unblock]',
  does: 'adds somebody to a team, or sets their password anew; the password comes from standard input or SHOPBELL_PASSWORD, else it is made and printed once',
  async run(args, parts) {
    const { values, positionals } = readOptions(args, {
      shop: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      permissions: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`not understood: ${positionals.join(' ')}`);
    const shop = checked('--shop', ShopId, values.shop, 'the key of a shop');
    const email = checked('--email', Email, values.email, 'an email address');
    const role = checked('--role', v.optional(v.picklist(ROLES)), values.role, ROLES.join(', '));
    const permissions = checked(
      '--permissions',
      v.optional(Permissions),
      values.permissions,
      `a list of ${PERMISSIONS.join(', ')}`,
    );

    return withStore(parts, async ({ shops, people }) => {
      if (!(await shops.shop(shop)))
        throw new UsageError(`there is no shop "${shop}"; add it first: shopbell shop add`);
      const before = (await people.agents(shop)).find((one) => one.email.toLowerCase() === email.toLowerCase());
      const name = checked('--name', ShortText, values.name ?? before?.name, 'what colleagues and customers read');
      const given = await givenPassword(parts);
      const password = given ?? randomBytes(12).toString('base64url');
      const newRole = role ?? before?.role ?? 'agent';
      await people.saveAgent({
        id: before?.id ?? `a_${randomBytes(9).toString('base64url')}`,
        shop,
        name,
        email,
        ...(before?.avatar && { avatar: before.avatar }),
        role: newRole,
        permissions: permissions ?? (role ? permissionsOf(role) : (before?.permissions ?? permissionsOf(newRole))),
        passwordHash: await hashPassword(password),
      });
      parts.print(`${name} <${email}> is ${before ? 'changed' : 'added'} as ${newRole} of "${shop}".`);
      if (given === undefined) parts.print(`Password, shown this once: ${password}`);
      return 0;
    });
  },
};

/** Never from the command line, where other users of the machine and the shell's history would see it. */
async function givenPassword({ env, readInput }: CliParts): Promise<string | undefined> {
  const text = env.SHOPBELL_PASSWORD || (await readInput()).replace(/\r?\n$/, '');
  if (text === '') return undefined;
  if (text.length < SHORTEST_PASSWORD || text.length > 200) {
    throw new UsageError(`a password has ${SHORTEST_PASSWORD} to 200 characters`);
  }
  return text;
}
