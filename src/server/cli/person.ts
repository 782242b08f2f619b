import { ShortText, VisitorId } from '../../protocol/primitives.ts';
import type { Person } from '../store/keeping.ts';
import { UsageError } from './command.ts';
import { checked } from './options.ts';

/** How a command line names one person. */
export const PERSON_OPTIONS = {
  visitor: { type: 'string' },
  email: { type: 'string' },
  'client-id': { type: 'string' },
} as const;

/** @throws UsageError when the person is named in two ways */
export function readPerson(values: { visitor?: string; email?: string; 'client-id'?: string }): Person | undefined {
  const { visitor, email, 'client-id': clientId } = values;
  const given = [visitor, email, clientId].filter((value) => value !== undefined);
  if (given.length > 1) throw new UsageError('name the person in one way: --visitor, --email or --client-id');
  if (visitor !== undefined) return { visitor: checked('--visitor', VisitorId, visitor, 'the id of a visitor, v_…') };
  if (email !== undefined) return { email: checked('--email', ShortText, email, 'an email address') };
  if (clientId !== undefined)
    return { clientId: checked('--client-id', ShortText, clientId, 'an id of the shop’s own') };
  return undefined;
}
