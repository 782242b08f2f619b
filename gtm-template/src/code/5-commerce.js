const MOST_LINES = 100;
const MOST_EVENTS = 20;

const money = (value) => {
  const amount = makeNumber(value);
  // What is no number is not equal to itself.
  return amount === amount ? Math.round(amount * 100) / 100 : undefined;
};
const piecesOf = (value) => (given(value) ? Math.round(makeNumber(value)) : 1);

// Version 1 is the last push alone: merged with earlier ones, items of other events would stay. Events sent with gtag
// stand under `eventModel`.
const readEcommerce = () => {
  const pushed = copyFromDataLayer('ecommerce', 1);
  if (getType(pushed) === 'object' && getType(pushed.items) === 'array') return pushed;
  const sent = copyFromDataLayer('eventModel', 1);
  return getType(sent) === 'object' && getType(sent.items) === 'array' ? sent : undefined;
};

const lineOf = (item) => {
  const id = given(item.item_id) ? item.item_id : item.item_name;
  const name = given(item.item_name) ? item.item_name : item.item_id;
  const price = given(item.price) ? money(item.price) : 0;
  const quantity = piecesOf(item.quantity);
  if (!given(id) || price === undefined || !(quantity >= 1)) return undefined;
  const line = { id: makeString(id), name: makeString(name), quantity: quantity, price: price };
  if (given(item.item_variant)) {
    line.variant = makeString(item.item_variant);
    line.id = line.id + '/' + line.variant;
  }
  return line;
};

// One line for each product and variant, as a cart has them.
const linesOf = (items) => {
  const lines = [];
  items.map(lineOf).forEach((line) => {
    const same = lines.filter((other) => line !== undefined && other.id === line.id)[0];
    if (same) same.quantity = same.quantity + line.quantity;
    else if (line !== undefined) lines.push(line);
  });
  return lines.slice(0, MOST_LINES);
};

const sumOf = (lines) => money(lines.reduce((sum, line) => sum + line.price * line.quantity, 0));

const forwardCommerce = () => {
  const event = copyFromDataLayer('event');
  const ecommerce = readEcommerce();
  if (ecommerce === undefined) return data.gtmOnFailure();
  const lines = linesOf(ecommerce.items);
  const currency = ecommerce.currency;
  if (event === 'view_cart') {
    if (getType(currency) !== 'string') return data.gtmOnFailure();
    const value = given(ecommerce.value) ? money(ecommerce.value) : sumOf(lines);
    openQueue()('cart', { currency: currency, subtotal: value, lines: lines });
    return data.gtmOnSuccess();
  }
  if (event !== 'add_to_cart' && event !== 'remove_from_cart') return data.gtmOnFailure();
  const chat = openQueue();
  lines.slice(0, MOST_EVENTS).forEach((line) => {
    const told = { item_id: line.id, item_name: line.name, quantity: line.quantity, price: line.price };
    if (given(currency)) told.currency = currency;
    chat('track', event, told);
  });
  data.gtmOnSuccess();
};
