import type { Folder } from '../protocol/rows.ts';
import type { Conversation } from './conversation.ts';

/** The one folder that a conversation is in by its own state; `mine` and `priority` depend on the reader or lie across. */
export function folderOf({ status, archived }: Conversation): Exclude<Folder, 'mine' | 'priority'> {
  if (archived) return 'archived';
  switch (status.at) {
    case 'bot':
      return 'chatbot';
    case 'queued':
      return 'new';
    case 'assigned':
      return 'in_progress';
    case 'closed':
      return 'closed';
  }
}
