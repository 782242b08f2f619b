// What a shop tells Google Analytics 4 of its cart: by `dataLayer.push`, after clearing what was there, and by `gtag`. One product
// is in the cart before the chat comes.
(() => {
  window.dataLayer = window.dataLayer ?? [];
  function gtag() {
    // biome-ignore lint/complexity/noArguments: as gtag.js has it, the arguments themselves are pushed
    window.dataLayer.push(arguments);
  }
  const itemOf = (id, quantity) => {
    const { product, name, option, price } = window.goods.find(({ variant }) => `${variant}` === id);
    return { item_id: product, item_name: name, item_variant: option, price: `${price.EUR / 100}`, quantity };
  };
  const push = (event, id, quantity) => {
    window.dataLayer.push({ ecommerce: null });
    window.dataLayer.push({ event, ecommerce: { currency: 'EUR', items: [itemOf(id, quantity)] } });
  };
  const held = new Map();
  const change = (id, quantity) => {
    const more = quantity - (held.get(id) ?? 0);
    held.set(id, quantity);
    if (more > 0) push('add_to_cart', id, more);
    else gtag('event', 'remove_from_cart', { currency: 'EUR', items: [itemOf(id, -more)] });
    document.querySelector('output').value = `${[...held.values()].reduce((sum, one) => sum + one, 0)}`;
  };
  document.addEventListener('click', ({ target }) => {
    const { add, set, quantity } = target.dataset ?? {};
    if (add && add !== '43') change(add, (held.get(add) ?? 0) + 1);
    else if (set) change(set, Number(quantity));
  });
  window.buy = () => {
    held.clear();
    gtag('event', 'purchase', { transaction_id: 'T_1', currency: 'EUR', value: 19.99, items: [] });
  };
  if (!new URLSearchParams(location.search).has('later')) change('41', 1);
})();
