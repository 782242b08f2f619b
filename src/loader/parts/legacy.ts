import type { Written } from '../written.ts';

/** Options whose names differ by more than their spelling. */
const NAMES: Record<string, string> = { external_id: 'clientId', ref: 'flowRef', delay_close: 'closeDelay' };
/** What else such an element holds (its id, a class) is no option. */
const OPTION = /_|^(ref|country|minimizable)$/;

/** What the attributes of an older install's element say. */
export function fromLegacy(element: Element | null): Written {
  const found: Written = {};
  for (const { name, value } of element?.attributes ?? []) {
    if (OPTION.test(name)) found[NAMES[name] ?? name] = value;
  }
  return found;
}
