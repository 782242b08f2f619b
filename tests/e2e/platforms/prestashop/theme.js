// What PrestaShop's core script does: an emitter of events, forms that post to the controller of the cart, and a page that is drawn
// anew after `updateCart`.
(() => {
  const { prestashop } = window;
  const heard = new Map();
  prestashop.on = (name, listener) => heard.set(name, [...(heard.get(name) ?? []), listener]);
  prestashop.removeListener = (name, listener) =>
    heard.set(
      name,
      (heard.get(name) ?? []).filter((one) => one !== listener),
    );
  prestashop.emit = (name, event) => {
    for (const listener of heard.get(name) ?? []) listener(event);
  };
  prestashop.heard = () => [...heard.values()].flat().length;

  const draw = () => {
    const { products_count, vouchers } = prestashop.cart;
    document.querySelector('output').value = `${products_count}${Object.values(vouchers.added)
      .map(({ code }) => ` ${code}`)
      .join('')}`;
  };
  prestashop.on('updateCart', ({ resp }) => {
    prestashop.cart = resp.cart;
    draw();
    prestashop.emit('updatedCart', { eventType: 'updateCart', resp });
  });

  document.addEventListener('click', async ({ target }) => {
    const { add, set, quantity } = target.dataset ?? {};
    if (!add && !set) return;
    const fields = {
      id_product_attribute: add ?? set,
      qty: quantity ?? 1,
      action: 'update',
      ajax: 1,
      token: prestashop.static_token,
    };
    const answer = await fetch(prestashop.urls.pages.cart, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, [add ? 'add' : 'update']: 1 }),
    });
    const resp = await answer.json();
    if (resp.hasError) prestashop.emit('handleError', { eventType: 'addProductToCart', resp });
    else prestashop.emit('updateCart', { reason: { linkAction: 'add-to-cart', cart: resp.cart }, resp });
  });
  draw();
})();
