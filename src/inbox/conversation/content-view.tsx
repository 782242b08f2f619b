import type { Content, ProductCard } from '../../protocol/content.ts';
import { money } from '../../ui/format.ts';
import { Image } from '../../ui/image.tsx';
import { Order } from '../../ui/order.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Ticket } from '../../ui/ticket.tsx';
import { fileSize } from '../shell/file-size.ts';
import { Icon } from '../shell/icon.tsx';
import { LOCALE, t } from '../text.ts';
import { imageWords, orderWords, ticketWords } from './card-words.ts';

/** What a message holds, as the team sees it. */
export function ContentView({ content }: { content: Content }) {
  switch (content.type) {
    case 'text':
      return (
        <div class="bubble">
          <RichText text={content.text} />
        </div>
      );
    case 'image':
      return (
        <div class="photo">
          <Image {...content} words={imageWords} />
        </div>
      );
    case 'file':
      return (
        <a
          class="bubble bubble--file"
          href={content.url}
          download={content.name}
          aria-label={t('file.open', { name: content.name, size: fileSize(content.bytes) })}
        >
          <Icon name="file" />
          <span class="clip">{content.name}</span>
          <small>{fileSize(content.bytes)}</small>
        </a>
      );
    case 'products':
      return (
        <>
          {content.products.map((product) => (
            <ProductLine key={product.id} product={product} />
          ))}
        </>
      );
    case 'discount':
      return (
        <div class="wide">
          <Ticket
            code={content.code}
            {...(content.percent !== undefined && { percent: content.percent })}
            {...(content.label !== undefined && { label: content.label })}
            locale={LOCALE}
            words={ticketWords}
          />
        </div>
      );
    case 'order':
      return (
        <div class="wide">
          <Order order={content.order} locale={LOCALE} words={orderWords} />
        </div>
      );
    case 'choices':
      return (
        <>
          {content.text !== undefined && (
            <div class="bubble">
              <RichText text={content.text} />
            </div>
          )}
          <p class="choices">
            <span class="sb-hidden">
              {t('choices.label', { labels: content.choices.map((choice) => choice.label).join(', ') })}
            </span>
            {content.choices.map((choice) => (
              <span key={choice.value} class="choice" aria-hidden="true">
                {choice.label}
              </span>
            ))}
          </p>
        </>
      );
  }
}

function ProductLine({ product }: { product: ProductCard }) {
  const price = money(LOCALE, product.price, product.currency);
  return (
    <a class="product" href={product.url} target="_blank" rel="noopener noreferrer">
      {product.image ? <img src={product.image} alt="" width={56} height={56} loading="lazy" /> : <Icon name="bag" />}
      <span>
        <span class="product__title">{product.title}</span>
        <span class="product__price">{product.options ? `${price} · ${product.options}` : price}</span>
      </span>
    </a>
  );
}
