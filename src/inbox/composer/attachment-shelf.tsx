import { money } from '../../ui/format.ts';
import { fileSize } from '../shell/file-size.ts';
import { Icon } from '../shell/icon.tsx';
import { LOCALE, t } from '../text.ts';
import { describe } from './discount-picker.tsx';
import type { Attachment } from './drafts.ts';

interface ShelfProps {
  attachments: readonly Attachment[];
  onRemove(key: string): void;
}

/** What goes out with the text; each piece can be taken off again. */
export function AttachmentShelf({ attachments, onRemove }: ShelfProps) {
  if (attachments.length === 0) return null;
  return (
    <ul class="shelf">
      {attachments.map((attachment) => {
        const { picture, name, detail } = look(attachment);
        return (
          <li key={attachment.key} class="shelf__piece">
            <span class="shelf__picture">
              {picture === undefined ? (
                <Icon name={attachment.kind === 'discount' ? 'tag' : attachment.kind === 'image' ? 'image' : 'bag'} />
              ) : (
                <img src={picture} alt="" width={72} height={72} />
              )}
            </span>
            <p>
              <span class="shelf__name">{name}</span>
              <span class="shelf__detail">{detail}</span>
            </p>
            <button
              type="button"
              class="shelf__remove"
              aria-label={t('composer.remove', { name })}
              onClick={() => onRemove(attachment.key)}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function look(attachment: Attachment): { picture?: string; name: string; detail: string } {
  switch (attachment.kind) {
    case 'image': {
      const { name, bytes } = attachment;
      if (attachment.at === 'uploading') return { name, detail: t('composer.uploading', { name: fileSize(bytes) }) };
      const { file } = attachment;
      return { name, detail: fileSize(file.bytes), ...(file.type === 'image' && { picture: file.url }) };
    }
    case 'product': {
      const { title, price, currency, options, image } = attachment.product;
      const amount = money(LOCALE, price, currency);
      return {
        name: title,
        detail: options === undefined ? amount : `${amount} · ${options}`,
        ...(image !== undefined && { picture: image }),
      };
    }
    case 'discount':
      return { name: attachment.discount.code, detail: describe(attachment.discount) };
  }
}
