import { RichText } from '../../ui/rich-text.tsx';
import { Icon } from '../shell/icon.tsx';
import { rich } from '../text.ts';
import { bold, Time } from './event-line.tsx';
import { shortName } from './event-text.ts';
import type { NoteEntry } from './thread-model.ts';

/** Words for the team alone, in yellow so that nobody takes them for a reply. */
export function Note({ entry }: { entry: NoteEntry }) {
  const name = entry.by.role === 'agent' ? shortName(entry.by.name) : '';
  return (
    <li class="note">
      <p class="note__meta">
        <Icon name="lock" size={14} />
        <span>{rich('note.by', bold({ name }))}</span>
        <Time at={entry.at} />
      </p>
      <NoteText text={entry.text} />
    </li>
  );
}

/** A name after @ is marked. */
export function NoteText({ text }: { text: string }) {
  return (
    <p class="note__text">
      {text.split(/(@\p{L}+)/u).map((piece, index) =>
        // The pieces never change places.
        piece.startsWith('@') && piece.length > 1 ? (
          <mark key={index}>{piece}</mark>
        ) : (
          <RichText key={index} text={piece} />
        ),
      )}
    </p>
  );
}
