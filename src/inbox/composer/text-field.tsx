import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { LIMITS } from '../../protocol/limits.ts';
import { shortName } from '../conversation/event-text.ts';
import { t, tn } from '../text.ts';

export const FIELD_ID = 'composer-text';
/** From so many characters left on, they are counted. */
const COUNT_FROM = 50;

/** Characters left of the longest text that may be sent; negative when it is too long. */
export const lengthLeft = (text: string): number => LIMITS.textLength - text.length;

interface TextFieldProps {
  field: RefObject<HTMLTextAreaElement | null>;
  note: boolean;
  text: string;
  /** Whose name the reply will carry, told while the assistant still answers. */
  asName: string | undefined;
  onText(text: string): void;
  onSend(): void;
  onFocus(): void;
  onBlur(): void;
  /** The list that the field moves in, while one stands open. */
  list?: { id: string; active: string | undefined } | undefined;
  /** True: the key was for the list. */
  onListKey(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean;
  /** A picture was pasted or dropped; absent where none can be attached. */
  onImage: ((file: File) => void) | undefined;
}

/** Enter sends and Shift + Enter breaks the line; where there is no mouse, Enter breaks the line. */
export function TextField({
  field,
  note,
  text,
  asName,
  onText,
  onSend,
  onImage,
  list,
  onListKey,
  ...focus
}: TextFieldProps) {
  const left = lengthLeft(text);
  const placeholder = note
    ? t('composer.placeholder_note')
    : asName === undefined
      ? t('composer.placeholder')
      : t('composer.placeholder_as', { name: shortName(asName) });
  return (
    <>
      <textarea
        ref={field}
        id={FIELD_ID}
        aria-label={t(note ? 'composer.note' : 'composer.reply')}
        aria-describedby={left < COUNT_FROM ? 'composer-left' : undefined}
        aria-invalid={left < 0}
        aria-autocomplete={list && 'list'}
        aria-controls={list?.id}
        aria-activedescendant={list?.active}
        placeholder={placeholder}
        rows={2}
        dir="auto"
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (onListKey(event)) return;
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          if (matchMedia('(pointer: coarse)').matches && !event.metaKey && !event.ctrlKey) return;
          event.preventDefault();
          onSend();
        }}
        onPaste={(event) => {
          const image = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
          if (!image || !onImage) return;
          event.preventDefault();
          onImage(image);
        }}
        {...focus}
      />
      {left < COUNT_FROM && (
        <p id="composer-left" class={`reply__left${left < 0 ? ' reply__left--over' : ''}`} role="status">
          {left < 0 ? t('composer.too_long', { n: -left }) : tn('composer.left_characters', left)}
        </p>
      )}
    </>
  );
}
