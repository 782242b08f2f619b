import type { VisitorState } from '../client/client-state.ts';
import type { VisitorCommand } from '../protocol/commands.ts';
import type { WidgetHost } from '../ui/widget-host.ts';
import type { WidgetStorage } from './storage.ts';

const OUTBOX = 'shopbell_outbox';

interface Kept {
  command: VisitorCommand;
  visitor?: string;
  state: { at: string };
}

function read(text: string | null): Kept[] {
  try {
    const kept: unknown = JSON.parse(text || '[]');
    return Array.isArray(kept) ? kept.filter((item) => item?.command?.id && item.state) : [];
  } catch {
    // Spoilt: nothing can be made of it.
    return [];
  }
}

/** What all tabs keep in one place; only with personalisation consent. */
function shared(): Kept[] {
  try {
    return read(localStorage.getItem(OUTBOX));
  } catch {
    // Where storage is forbidden nobody has left anything.
    return [];
  }
}

/**
 * [CL85] Tabs keep their unsent messages in one place. From now on this one writes and removes its own alone, which it
 * knows by their ids. With the visitor, and without consent, all are forgotten.
 */
export function shareOutbox({ options }: WidgetHost, { token, outbox }: WidgetStorage): void {
  const mine = new Set(read(outbox.load()).map(({ command }) => command.id));
  const saveOwn = outbox.save;

  outbox.save = (text) => {
    const own = read(text);
    for (const { command } of own) mine.add(command.id);
    const others = shared().filter(({ command }) => !mine.has(command.id));
    saveOwn(text);
    if (!others[0] || !token() || (options().cookieConsent & 1) === 0) return;
    localStorage.setItem(OUTBOX, JSON.stringify([...others, ...own]));
  };
}

/** [CL86] What another tab has left to be sent for this visitor: the leader sends it, under the same ids. */
export function leftBehind({ visitor, outbox }: VisitorState): VisitorCommand[] {
  const own = new Set(outbox.map(({ command }) => command.id));
  return shared()
    .filter((item) => item.state.at === 'queued' && (item.visitor ?? visitor) === visitor && !own.has(item.command.id))
    .map(({ command }) => command);
}
