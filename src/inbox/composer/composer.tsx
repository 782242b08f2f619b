import { useRef, useState } from 'preact/hooks';
import type { TimelineState } from '../../client/client-state.ts';
import type { Row } from '../../protocol/rows.ts';
import { useStore } from '../../ui/store.ts';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { rich, t } from '../text.ts';
import { AttachmentShelf } from './attachment-shelf.tsx';
import { ReplyTabs } from './reply-tabs.tsx';
import { requestsOf } from './requests.ts';
import { SendButton } from './send-button.tsx';
import { repliesByEmail, stripsFor } from './strip-model.ts';
import { lengthLeft, TextField } from './text-field.tsx';
import { type Tool, ToolRow } from './tool-row.tsx';
import { useSlashList } from './use-slash-list.tsx';
import { useTyping } from './use-typing.ts';
import { useUpload } from './use-upload.ts';

/** Where replies and notes are written. What is written stays with its conversation until it is sent. */
export function Composer({ row, timeline }: { row: Row; timeline: TimelineState }) {
  const { client, drafts, dialog, me } = useTools();
  useStore(drafts);
  const { conversation } = row;
  const draft = drafts.of(conversation);
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [tools, setTools] = useState<Tool>();
  const typing = useTyping(conversation);
  const upload = useUpload(conversation);
  const slash = useSlashList({
    anchor: form,
    text: draft.tab === 'reply' ? draft.reply : '',
    locale: row.visitor.locale,
    onPick: (words) => write(words),
  });

  if (row.blocked) return <p class="reply reply--shut">{t('composer.blocked')}</p>;
  const note = draft.tab === 'note';
  const closed = row.status === 'closed';
  const text = note ? draft.note : draft.reply;
  const attachments = note ? [] : draft.attachments;
  const uploading = attachments.some((one) => one.kind === 'image' && one.at === 'uploading');
  const written = text.trim() !== '' || attachments.length > 0;
  const ready = written && !uploading && lengthLeft(text) >= 0;

  function write(next: string): void {
    drafts.change(conversation, note ? { note: next } : { reply: next });
    if (!note) typing.wrote(next);
  }

  function send(andClose: boolean): void {
    if (!ready) {
      field.current?.focus();
      return;
    }
    if (note) {
      client.send({ type: 'note.add', conversation, text: text.trim() });
      drafts.change(conversation, { note: '', notice: undefined });
    } else {
      const seen = timeline.entries.at(-1)?.position ?? 0;
      for (const { content, piece } of requestsOf(text.trim(), attachments)) {
        drafts.sent(client.send({ type: 'message.send', conversation, seen, content }), piece);
      }
      drafts.change(conversation, { reply: '', attachments: [], notice: undefined });
      typing.stopped();
    }
    if (andClose) dialog.set({ kind: 'close', conversation });
    else field.current?.focus();
  }

  return (
    <form
      ref={form}
      class={`reply${note ? ' reply--note' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      {!note &&
        stripsFor(row, me).map(({ icon, key, parts }) => (
          <p class="reply__strip" key={key}>
            <Icon name={icon} size={16} />
            <span>{rich(key, { ...parts, lead: <b>{parts.lead}</b> })}</span>
          </p>
        ))}
      <ReplyTabs tab={draft.tab} onTab={(tab) => drafts.change(conversation, { tab })} />
      <div role="tabpanel" id="reply-panel" aria-labelledby={`reply-tab-${draft.tab}`}>
        {draft.notice !== undefined && (
          <p class="reply__notice" role="alert">
            <Icon name="warning" size={16} />
            <span>{draft.notice}</span>
          </p>
        )}
        {closed && !note ? (
          <div class="reply__closed">
            <p>{t('composer.closed')}</p>
            <button
              type="button"
              class="btn btn--line"
              onClick={() => client.send({ type: 'conversation.reopen', conversation })}
            >
              {t('more.reopen')}
            </button>
          </div>
        ) : (
          <>
            <AttachmentShelf
              attachments={attachments}
              onRemove={(key) =>
                drafts.change(conversation, { attachments: draft.attachments.filter((one) => one.key !== key) })
              }
            />
            <TextField
              field={field}
              note={note}
              text={text}
              asName={row.status === 'bot' ? me.name : undefined}
              onText={write}
              onSend={() => send(false)}
              onFocus={() => setTools(undefined)}
              onBlur={() => {
                typing.stopped();
                slash.leave();
              }}
              list={slash.field}
              onListKey={slash.onKey}
              onImage={note ? undefined : upload}
            />
            {slash.list}
            <div class="reply__tools">
              <ToolRow
                anchor={form}
                note={note}
                open={tools}
                onOpen={setTools}
                onClose={() => field.current?.focus()}
                onImage={upload}
                onWords={(words) => write(insertAtCaret(field.current, text, words))}
                locale={row.visitor.locale}
                onAttach={(attachment) =>
                  drafts.change(conversation, {
                    attachments: [...drafts.of(conversation).attachments, attachment],
                    notice: undefined,
                  })
                }
              />
              <SendButton
                note={note}
                byEmail={repliesByEmail(row)}
                ready={ready}
                canClose={!closed}
                onClose={() => send(true)}
              />
            </div>
          </>
        )}
      </div>
    </form>
  );
}

function insertAtCaret(field: HTMLTextAreaElement | null, text: string, piece: string): string {
  const from = field?.selectionStart ?? text.length;
  const to = field?.selectionEnd ?? text.length;
  return text.slice(0, from) + piece + text.slice(to);
}
