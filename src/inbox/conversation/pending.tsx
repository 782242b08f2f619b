import type { OutboxItem } from '../../client/client-state.ts';
import type { AgentCommand } from '../../protocol/commands.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { useLive, useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { refusalText, t, tn } from '../text.ts';
import { NoteText } from './note.tsx';

/** Words that are on their way, or that came back. Acts without words are shown only by their effect. */
export function PendingMessages({ items }: { items: readonly OutboxItem<AgentCommand>[] }) {
  return (
    <>
      {items.map((item) => {
        const { command } = item;
        if (command.type === 'note.add') {
          return (
            <li key={command.id} class="note note--pending">
              <NoteText text={command.text} />
              <State item={item} />
            </li>
          );
        }
        if (command.type !== 'message.send') return null;
        return (
          <li key={command.id} class={`msg msg--out msg--${item.state.at}`}>
            <div class="msg__column">
              <div class="bubble">
                {command.content.type === 'text' ? <RichText text={command.content.text} /> : describe(command.content)}
              </div>
              <State item={item} />
            </div>
          </li>
        );
      })}
    </>
  );
}

function describe(
  content: Exclude<Extract<AgentCommand, { type: 'message.send' }>['content'], { type: 'text' }>,
): string {
  switch (content.type) {
    case 'image':
      return t('pending.image');
    case 'file':
      return t('pending.file');
    case 'products':
      return tn('pending.products', content.products.length);
    case 'discount':
      return t('pending.discount', { code: content.code });
  }
}

function State({ item }: { item: OutboxItem<AgentCommand> }) {
  const { client } = useTools();
  const { connection } = useLive();
  const { state, command } = item;
  if (state.at === 'failed') {
    return (
      <p class="msg__meta msg__meta--failed" role="alert">
        <Icon name="warning" size={14} />
        <span>
          {t('state.failed')} {refusalText(state.code)}
        </span>
        <button type="button" onClick={() => client.retry(command.id)}>
          {t('state.again')}
        </button>
        <button type="button" onClick={() => client.discard(command.id)}>
          {t('state.discard')}
        </button>
      </p>
    );
  }
  return (
    <p class="msg__meta">
      <Icon name="clock" size={14} />
      <span>{t(connection.at === 'online' ? 'state.sending' : 'state.queued')}</span>
    </p>
  );
}
