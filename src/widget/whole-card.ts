type Fields = Record<string, unknown>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isList = (value: unknown, holds: (one: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && holds(one as Fields));
/** What `money` can write. */
const isPrice = (amount: unknown, currency: unknown): boolean =>
  typeof amount === 'number' && /^[a-z]{3}$/i.test(`${currency}`);

/** What each kind of card is drawn from, besides fields that may be missing. */
const WHOLE: Partial<Record<string, (content: Fields) => boolean>> = {
  products: ({ products }) =>
    isList(products, ({ title, price, currency }) => isText(title) && isPrice(price, currency)),
  order: ({ order }) =>
    isList(
      [order],
      ({ number, total, currency, images }) => isText(number) && isPrice(total, currency) && Array.isArray(images),
    ),
  image: ({ url, name }) => isText(url) && isText(name),
  file: ({ url, name }) => isText(url) && isText(name),
  discount: ({ code }) => isText(code),
};

/** Whether a card has what it is drawn from: one that has not is shown as nothing, like a kind that nobody knows. */
export const isWhole = (content: { type: string }): boolean => WHOLE[content.type]?.({ ...content }) ?? false;
