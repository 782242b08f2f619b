import { useRef, useState } from 'preact/hooks';
import type { AgentList } from '../../protocol/rest.ts';
import type { Row } from '../../protocol/rows.ts';
import { AgentAvatar, BotAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { Floating } from '../shell/floating.tsx';
import { Icon } from '../shell/icon.tsx';
import { SearchList } from '../shell/search-list.tsx';
import { useLoad } from '../shell/use-load.ts';
import { t } from '../text.ts';
import { shortName } from './event-text.ts';

export const ASSIGN_BUTTON_ID = 'assign-button';
const TYPING_PAUSE_MS = 150;
type Colleague = AgentList['agents'][number];

/** Who has the conversation; pressed, a search over the colleagues who may chat. */
export function AssignMenu({ row }: { row: Row }) {
  const { me } = useTools();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const name = row.owner
    ? row.owner.id === me.id
      ? t('assign.you')
      : shortName(row.owner.name)
    : t(row.status === 'bot' ? 'assign.assistant' : 'assign.nobody');

  function close(back: 'focus-anchor' | 'leave-focus'): void {
    setOpen(false);
    if (back === 'focus-anchor') button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        id={ASSIGN_BUTTON_ID}
        class="select"
        aria-label={t('assign.button', { name })}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {row.owner ? (
          <AgentAvatar agent={row.owner} size={20} />
        ) : row.status === 'bot' ? (
          <BotAvatar size={20} />
        ) : (
          <Icon name="user" size={16} />
        )}
        <span class="select__text clip">{name}</span>
        <Icon name="chevron-down" size={14} />
      </button>
      {open && (
        <Floating anchor={button} role="dialog" label={t('assign.title')} class="pop pop--people" onClose={close}>
          <People row={row} onDone={() => close('focus-anchor')} />
        </Floating>
      )}
    </>
  );
}

function People({ row, onDone }: { row: Row; onDone(): void }) {
  const { client, rest, me } = useTools();
  const [query, setQuery] = useState('');
  const found = useLoad(query, () => rest.agents(query.trim()), query === '' ? 0 : TYPING_PAUSE_MS);
  const { conversation } = row;

  function assign(agent: Colleague): void {
    if (agent.id !== row.owner?.id) client.send({ type: 'conversation.assign', conversation, agent: agent.id });
    onDone();
  }

  return (
    <>
      <SearchList
        field={t('assign.search')}
        list={t('assign.title')}
        options={(found.value?.agents ?? []).filter((agent) => agent.assignable)}
        keyOf={(agent) => agent.id}
        isSelected={(agent) => agent.id === row.owner?.id}
        onQuery={setQuery}
        onPick={assign}
        empty={t(found.at === 'loading' ? 'picker.loading' : found.at === 'failed' ? 'picker.failed' : 'assign.none')}
        draw={(agent) => (
          <>
            <AgentAvatar agent={agent} size={28} />
            <span class="opt__text">
              <span class="opt__name clip">
                {agent.id === me.id ? `${agent.name} (${t('assign.you')})` : agent.name}
              </span>
              <small class="clip">{agent.email}</small>
            </span>
            {agent.id === row.owner?.id && <Icon name="check" size={16} />}
          </>
        )}
      />
      {row.owner && (
        <div class="pop__foot">
          <button
            type="button"
            class="btn btn--line"
            onClick={() => {
              client.send({ type: 'conversation.unassign', conversation });
              onDone();
            }}
          >
            {t('assign.unassign')}
          </button>
        </div>
      )}
    </>
  );
}
