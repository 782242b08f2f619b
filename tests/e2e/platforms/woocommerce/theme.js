// What WooCommerce's own scripts do: the classic button by `wc-ajax`, told by jQuery alone; quantities by the Store API, as the
// cart block does, told by an event of the blocks. The little cart is drawn anew when it is asked to be.
(() => {
  const $ = window.jQuery;
  let nonce = '';
  const api = async (path, body) => {
    const answer = await fetch(`/wp-json/wc/store/v1/cart${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', nonce },
      body: body && JSON.stringify(body),
    });
    nonce = answer.headers.get('nonce');
    return answer.json();
  };
  const draw = async () => {
    const cart = await api('');
    document.querySelector('output').value =
      `${cart.items_count}${cart.coupons.map(({ code }) => ` ${code}`).join('')}`;
  };
  const ajax = (endpoint, fields) =>
    fetch(`/?wc-ajax=${endpoint}`, { method: 'POST', body: new URLSearchParams(fields) }).then((answer) =>
      answer.json(),
    );

  $(document.body).on('wc_fragment_refresh', draw);
  $(document.body).on('click', 'button[data-add]', async ({ target }) => {
    const answer = await ajax('add_to_cart', { product_id: target.dataset.add, quantity: 1 });
    if (answer.error) return;
    await draw();
    $(document.body).trigger('added_to_cart', [answer.fragments, answer.cart_hash, $(target)]);
  });
  $(document.body).on('click', 'button[data-set]', async ({ target }) => {
    const { set, quantity } = target.dataset;
    if (Number(quantity) === 0) {
      await ajax('remove_from_cart', { cart_item_key: `k${set}` });
      await draw();
      $(document.body).trigger('removed_from_cart', [{}, 'h', $(target)]);
    } else {
      await api('');
      await api('/update-item', { key: `k${set}`, quantity: Number(quantity) });
      await draw();
      document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', { bubbles: true }));
    }
  });
  void draw();
})();
