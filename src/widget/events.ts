import type { TimelineState } from '../client/client-state.ts';
import type { WireEntry } from '../protocol/entries.ts';
import type { Chat, ChatState } from './store.ts';

/**
 * [WI60–WI63] Tells the page what happens in the conversation, each thing once: only entries that arrive while the page
 * looks on, never what a reload brings again. @returns looks at each state of the chat in turn
 */
export function createEventTeller({ host }: Chat): (state: ChatState) => void {
  const refused = new Set<string>();
  let connection = '';
  let log = '';
  let told = 0;
  /** The last connection was without a conversation: one that appears now begins here. */
  let watching = false;
  /** A person was asked for, so that their coming is no transfer of its own. */
  let asked = false;

  const transfer = (): void => host.emit('handoff', { channelId: 'web', organizationId: host.launcher.shop });

  function tell(entry: WireEntry): void {
    const { role } = entry.by;
    switch (entry.kind) {
      case 'message.sent':
        if (role !== 'system') host.emit('message', { from: role });
        break;
      case 'choice.picked':
        host.emit('message', { from: 'visitor' });
        break;
      case 'email.captured':
        host.emit('email', {});
        break;
      case 'survey.answered':
        host.emit('survey', { rating: entry.rating });
        break;
      case 'handoff.requested':
        transfer();
        break;
      case 'handoff.accepted':
        if (!asked) transfer();
        break;
    }
  }

  function follow(timeline: TimelineState | undefined, online: boolean): void {
    if (!timeline) {
      watching = online;
      log = '';
      return;
    }
    const { conversation, epoch, entries } = timeline;
    const head = entries.at(-1)?.position ?? 0;
    if (log !== conversation + epoch) {
      told = watching ? 0 : head;
      log = conversation + epoch;
    }
    watching = false;
    asked = false;
    for (const entry of entries) {
      if (entry.position > told) tell(entry);
      if (entry.kind === 'handoff.requested') asked = true;
      if (entry.kind === 'handoff.accepted' || entry.kind === 'conversation.closed') asked = false;
    }
    told = Math.max(told, head);
  }

  return ({ visitor, lost }) => {
    const online = visitor.connection.at === 'online';
    const now = online ? 'online' : lost && 'offline';
    if (now && now !== connection) host.emit('connection', { state: now });
    connection = now ?? connection;

    follow(visitor.timeline, online);

    for (const { command, state } of visitor.outbox) {
      if (state.at !== 'failed' || refused.has(command.id)) continue;
      refused.add(command.id);
      host.emit('error', { code: state.code, message: state.message });
    }
  };
}
