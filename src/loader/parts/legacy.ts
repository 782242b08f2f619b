import type { Written } from '../written.ts';

/** Options whose names differ by more than their spelling. */
const NAMES: Record<string, string> = { external_id: 'clientId', ref: 'flowRef', delay_close: 'closeDelay' };
/** What else such an element holds (its id, a class, marks of a framework) is no option. */
const OPTION = /^[a-z]+(_[a-z]+)+$|^(ref|country|minimizable)$/;

/** The id of the element whose attributes are the options of an older install. */
export const OLDER_INSTALL = 'hdAttributes';

/** What the attributes of an older install's element say. */
export function fromLegacy(element: Element | null): Written {
  const found: Written = {};
  for (const { name, value } of element?.attributes ?? []) {
    if (OPTION.test(name)) found[NAMES[name] ?? name] = value;
  }
  return found;
}
