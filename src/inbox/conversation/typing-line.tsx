import type { Author } from '../../protocol/author.ts';
import type { Row } from '../../protocol/rows.ts';
import { CustomerAvatar } from '../shell/avatar.tsx';
import { t } from '../text.ts';

/** Three dots, on the side of whoever writes. */
export function TypingLine({ row, by, name }: { row: Row; by: Author; name: string }) {
  const inbound = by.role === 'visitor';
  const text = t('conversation.typing', { name: by.role === 'bot' ? t('assign.assistant') : name });
  return (
    <li class={`msg msg--${inbound ? 'in' : 'bot'}`}>
      {inbound && <CustomerAvatar row={row} size={28} />}
      <div class="msg__column">
        <div class="bubble dots">
          <i />
          <i />
          <i />
        </div>
        <p class="msg__meta">{text}</p>
      </div>
    </li>
  );
}
