import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { Email, ShopId, ShortText } from '../../protocol/primitives.ts';
import { PASSWORD_LENGTH, weaknessOf } from '../auth/password-rules.ts';
import { hashPassword } from '../auth/passwords.ts';
import { PERMISSIONS, permissionsOf, ROLES } from '../auth/permissions.ts';
import type { Account } from '../store/accounts.ts';
import { type CliCommand, type CliParts, UsageError } from './command.ts';
import { checked, readOptions } from './options.ts';
import { invitationAddress, resetAddress } from './team-link.ts';
import { withStore } from './with-store.ts';

const Permissions = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(v.picklist(PERMISSIONS)),
);

export const agentAdd: CliCommand = {
  usage:
    'agent add --shop <key> --email <address> [--name <name>] [--role owner|admin|agent] [--permissions chat,reports,settings,unblock]',
  does: 'invites somebody to a team, or changes somebody of it, and prints the link on which they choose a password; with a password on standard input or in SHOPBELL_PASSWORD they are added, or get it, at once',
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

    return withStore(parts, async (store, config) => {
      const { shops, people, accounts } = store;
      if (!(await shops.shop(shop)))
        throw new UsageError(`there is no shop "${shop}"; add it first: shopbell shop add`);
      const team = await accounts.everyone(shop);
      const before = team.find((one) => one.email.toLowerCase() === email.toLowerCase());
      const given = await givenPassword(parts, { name: values.name ?? before?.name, email });
      const newRole = role ?? before?.role ?? 'agent';
      const standing = {
        role: newRole,
        permissions: permissions ?? (role ? permissionsOf(role) : (before?.permissions ?? permissionsOf(newRole))),
      };
      if (before) refuseLastOwner(shop, team, before, newRole);

      if (given !== undefined) {
        const name = checked('--name', ShortText, values.name ?? before?.name, 'what colleagues and customers read');
        await people.saveAgent({
          id: before?.id ?? `a_${randomBytes(9).toString('base64url')}`,
          shop,
          name,
          email,
          ...(before?.avatar && { avatar: before.avatar }),
          ...standing,
          passwordHash: await hashPassword(given),
        });
        if (before) await accounts.endSessions(shop, before.id);
        parts.print(`${name} <${email}> is ${before ? 'changed' : 'added'} as ${newRole} of "${shop}".`);
        return 0;
      }
      if (before) {
        // Whoever is named here is wanted: a deactivated account is let in again.
        await accounts.change(shop, before.id, {
          ...standing,
          ...(values.name && { name: checked('--name', ShortText, values.name, 'what colleagues and customers read') }),
          disabledAt: null,
        });
        parts.print(`${values.name ?? before.name} <${email}> is changed as ${newRole} of "${shop}".`);
        parts.print(`To choose a new password, within an hour: ${await resetAddress(store, config, shop, before.id)}`);
        return 0;
      }
      const name = checked('--name', v.optional(ShortText), values.name, 'what colleagues and customers read');
      const who = { email, ...(name && { name }), ...standing };
      parts.print(`${name ? `${name} <${email}>` : email} is invited as ${newRole} of "${shop}".`);
      parts.print(`To accept, within seven days: ${await invitationAddress(store, config, shop, who)}`);
      return 0;
    });
  },
};

function refuseLastOwner(shop: string, team: readonly Account[], before: Account, role: Account['role']): void {
  const owners = team.filter((one) => one.role === 'owner' && one.disabledAt === undefined);
  if (role !== 'owner' && owners.length === 1 && owners[0]?.id === before.id) {
    throw new UsageError(`${before.name} is the last owner of "${shop}"; add another one first`);
  }
}

/** Never from the command line, where other users of the machine and the shell's history would see it. */
async function givenPassword(
  { env, readInput }: CliParts,
  who: { name?: string; email: string },
): Promise<string | undefined> {
  const text = env.SHOPBELL_PASSWORD || (await readInput()).replace(/\r?\n$/, '');
  if (text === '') return undefined;
  const { min, max } = PASSWORD_LENGTH;
  switch (weaknessOf(text, who)) {
    case undefined:
      return text;
    case 'short':
    case 'long':
      throw new UsageError(`a password has ${min} to ${max} characters`);
    case 'yours':
      throw new UsageError('a password is more than a name or an address');
    case 'common':
      throw new UsageError('this password is among those that are guessed first');
  }
}
