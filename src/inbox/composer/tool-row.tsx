import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { Floating } from '../shell/floating.tsx';
import { Icon, type IconName } from '../shell/icon.tsx';
import { type TextKey, t } from '../text.ts';
import { CannedPicker } from './canned-picker.tsx';
import { DiscountPicker } from './discount-picker.tsx';
import type { Attachment } from './drafts.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { ProductPicker } from './product-picker.tsx';

export type Tool = 'product' | 'discount' | 'emoji' | 'canned';
const TOOLS: Readonly<Record<Tool, { icon: IconName; label: TextKey }>> = {
  emoji: { icon: 'smile', label: 'composer.emoji' },
  product: { icon: 'bag', label: 'composer.product' },
  discount: { icon: 'tag', label: 'composer.discount' },
  canned: { icon: 'template', label: 'composer.canned' },
};

interface ToolRowProps {
  /** The composer: pickers stand above it. */
  anchor: RefObject<HTMLFormElement | null>;
  note: boolean;
  open: Tool | undefined;
  onOpen(tool: Tool | undefined): void;
  /** A picker was closed: the field gets the focus back. */
  onClose(): void;
  onImage(file: File): void;
  /** Words to put where the caret stands. */
  onWords(words: string): void;
  /** The shopper's language: templates in it come first. */
  locale: string | undefined;
  onAttach(attachment: Attachment): void;
}

/** What can be put into a message beside words. A note takes words and emoji only. */
export function ToolRow({ anchor, note, open, onOpen, onClose, onImage, onWords, locale, onAttach }: ToolRowProps) {
  const file = useRef<HTMLInputElement>(null);
  const close = (): void => {
    onOpen(undefined);
    onClose();
  };
  const button = (tool: Tool) => (
    <button
      type="button"
      class={`ib${open === tool ? ' is-on' : ''}`}
      aria-label={t(TOOLS[tool].label)}
      aria-haspopup="dialog"
      aria-expanded={open === tool}
      onClick={() => onOpen(open === tool ? undefined : tool)}
    >
      <Icon name={TOOLS[tool].icon} />
    </button>
  );
  return (
    <>
      {button('emoji')}
      {!note && (
        <>
          <button type="button" class="ib" aria-label={t('composer.image')} onClick={() => file.current?.click()}>
            <Icon name="image" />
          </button>
          <input
            ref={file}
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp,image/gif"
            aria-label={t('composer.image_field')}
            onChange={(event) => {
              const input = event.currentTarget;
              for (const picked of input.files ?? []) onImage(picked);
              input.value = '';
            }}
          />
          {button('product')}
          {button('discount')}
          {button('canned')}
        </>
      )}
      {open !== undefined && (
        <Floating
          anchor={anchor}
          role="dialog"
          label={t(TOOLS[open].label)}
          placement="top-start"
          class={`pop pop--${open}`}
          onClose={(back) => (back === 'focus-anchor' ? close() : onOpen(undefined))}
        >
          {open === 'emoji' && <EmojiPicker onPick={onWords} />}
          {open === 'canned' && (
            <CannedPicker
              locale={locale}
              onPick={({ text }) => {
                onWords(text);
                close();
              }}
            />
          )}
          {open === 'product' && (
            <ProductPicker
              onPick={(product, more) => {
                onAttach({ kind: 'product', key: crypto.randomUUID(), product });
                if (!more) close();
              }}
            />
          )}
          {open === 'discount' && (
            <DiscountPicker
              onPick={(discount) => {
                onAttach({ kind: 'discount', key: crypto.randomUUID(), discount });
                close();
              }}
            />
          )}
        </Floating>
      )}
    </>
  );
}
