import type { AgentClient } from '../../client/client-state.ts';
import type { AgentCommand } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { Drafts } from '../composer/drafts.ts';
import { shortName } from '../conversation/event-text.ts';
import { refusalText, t } from '../text.ts';
import type { Toasts } from './toasts.ts';

interface RefusalParts {
  client(): Pick<AgentClient, 'discard' | 'state'>;
  drafts: Pick<Drafts, 'restore'>;
  toasts: Pick<Toasts, 'add'>;
}

/**
 * What becomes of a refused command. A reply that somebody overtook goes back to the draft; other words stay in the
 * log, marked as not sent; an act is explained in a short note.
 */
export function createRefusals({
  client,
  drafts,
  toasts,
}: RefusalParts): (command: AgentCommand, code: ErrorCode) => void {
  return (command, code) => {
    if (command.type === 'message.send' && code === 'overtaken') {
      const owner = client().state().known.get(command.conversation)?.owner;
      const notice =
        owner === undefined
          ? t('composer.overtaken_unknown')
          : t('composer.overtaken', { name: shortName(owner.name) });
      drafts.restore(command.conversation, command.id, notice);
      client().discard(command.id);
      return;
    }
    // Wanting what is so already is no problem worth words.
    if (command.type === 'message.send' || command.type === 'note.add' || code === 'no_change') return;
    toasts.add({ text: t('refused.command', { reason: refusalText(code) }) });
  };
}
