// What Magento's own scripts do: the customer's data is a module of observables over the browser's storage. Hyvä has neither
// modules nor observables, and tells by an event.
(() => {
  const STORAGE = 'mage-cache-storage';
  const luma = window.theme === 'luma';
  const listeners = new Set();
  let cart = {};
  const keep = (section) => {
    cart = section;
    localStorage.setItem(STORAGE, JSON.stringify({ cart: section }));
    document.querySelector('output').value = `${section.summary_count}`;
    for (const listener of [...listeners]) listener(cart);
    dispatchEvent(new CustomEvent('private-content-loaded', { detail: { data: { cart } } }));
  };
  const reload = async () => keep((await (await fetch('/shop/customer/section/load/?sections=cart')).json()).cart);

  if (luma) {
    const observable = Object.assign(() => cart, {
      subscribe(listener) {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    });
    const customerData = { get: () => observable, invalidate() {}, reload };
    window.require = (modules, then, failed) =>
      setTimeout(() =>
        modules[0] === 'Magento_Customer/js/customer-data' ? then(customerData) : failed?.(new Error(modules[0])),
      );
  } else addEventListener('reload-customer-section-data', reload);

  const post = (path, fields) =>
    fetch(`/shop/checkout/${path}/`, { method: 'POST', body: new URLSearchParams({ ...fields, form_key: 'fk1' }) });
  document.addEventListener('click', async ({ target }) => {
    const { add, set, quantity } = target.dataset ?? {};
    if (add) await post('cart/add', { product: add, qty: 1 });
    else if (set) await post('sidebar/updateItemQty', { item_id: set, item_qty: quantity });
    else return;
    await reload();
  });
  void reload();
})();
