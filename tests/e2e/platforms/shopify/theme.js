// What a theme of Shopify does, as its documentation says. "horizon" tells by the standard events and changes the cart by
// Shopify.actions; "dawn" fetches by itself and tells nobody.
(() => {
  const { root } = window.Shopify.routes;
  const horizon = window.theme === 'horizon';
  const post = (file, body) =>
    fetch(`${root}cart/${file}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((answer) => answer.json());
  const draw = async () => {
    const cart = await (await fetch(`${root}cart.js`)).json();
    document.querySelector('output').value =
      `${cart.item_count}${cart.discount_codes.map(({ code, applicable }) => ` ${code}${applicable ? '' : '?'}`).join('')}`;
    return cart;
  };

  /** The event goes out before the request; its promise ends with the cart, also when the shop would not take it. */
  async function tell(name, fields, change) {
    const done = change().then(async (answer) => ({
      cart: { id: 'gid://shopify/Cart/1', lines: [], discountCodes: (await draw()).discount_codes },
      userErrors: [],
      detail: { didError: answer.status === 422 },
    }));
    const event = Object.assign(new Event(name, { bubbles: true }), fields, { promise: done });
    document.body.dispatchEvent(event);
    return done;
  }

  const variant = (id) => Number(`${id}`.split('/').pop());
  if (horizon) {
    const updateCart = ({ lines, discountCodes }) => {
      if (discountCodes) {
        return tell('shopify:cart:discount-update', {}, () => post('update', { discount: discountCodes.join(',') }));
      }
      const items = lines.map(({ merchandiseId, quantity }) => ({ id: variant(merchandiseId), quantity }));
      return tell('shopify:cart:lines-update', { action: 'add', lines }, () => post('add.js', { items }));
    };
    updateCart.isDefault = () => false;
    window.Shopify.actions = { updateCart };
  }

  document.addEventListener('click', async ({ target }) => {
    const { add, set, quantity } = target.dataset ?? {};
    const change = () =>
      add
        ? post('add.js', { items: [{ id: Number(add), quantity: 1 }] })
        : post('change.js', { id: Number(set), quantity: Number(quantity) });
    if (!add && !set) return;
    if (horizon) await tell('shopify:cart:lines-update', { action: add ? 'add' : 'update' }, change);
    else {
      await change();
      await draw();
    }
  });
  void draw();
})();
