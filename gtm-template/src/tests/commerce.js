// # view_cart is the cart
layer.event = 'view_cart';
layer.ecommerce = {
  currency: 'EUR',
  value: 79.85,
  items: [
    { item_id: 'S1', item_name: 'Shoe', item_variant: '42', price: 29.95, quantity: 2 },
    { item_id: 'C1', item_name: 'Cap', price: '19.95', quantity: '1' }
  ]
};
runCode({ action: 'commerce' });
assertThat(calls).isEqualTo([
  ['cart', {
    currency: 'EUR',
    subtotal: 79.85,
    lines: [
      { id: 'S1/42', name: 'Shoe', quantity: 2, price: 29.95, variant: '42' },
      { id: 'C1', name: 'Cap', quantity: 1, price: 19.95 }
    ]
  }]
]);
assertApi('injectScript').wasNotCalled();
assertApi('gtmOnSuccess').wasCalled();

// # The same product twice is one line, and what is missing is made up
layer.event = 'view_cart';
layer.ecommerce = { currency: 'JPY', items: [{ item_name: 'Shoe', price: 100 }, { item_name: 'Shoe', price: 100 }, { price: 5 }, { item_id: 'x', price: 'free' }] };
runCode({ action: 'commerce' });
assertThat(calls[0][1]).isEqualTo({ currency: 'JPY', subtotal: 200, lines: [{ id: 'Shoe', name: 'Shoe', quantity: 2, price: 100 }] });

// # add_to_cart and remove_from_cart are tracked, each item
layer.event = 'add_to_cart';
layer.ecommerce = { currency: 'EUR', items: [{ item_id: 'S1', item_name: 'Shoe', price: 29.95, quantity: 2 }, { item_id: 'C1' }] };
runCode({ action: 'commerce' });
layer.event = 'remove_from_cart';
runCode({ action: 'commerce' });
assertThat(calls).hasLength(4);
assertThat(calls[0]).isEqualTo(['track', 'add_to_cart', { item_id: 'S1', item_name: 'Shoe', quantity: 2, price: 29.95, currency: 'EUR' }]);
assertThat(calls[3]).isEqualTo(['track', 'remove_from_cart', { item_id: 'C1', item_name: 'C1', quantity: 1, price: 0, currency: 'EUR' }]);

// # Events of gtag are read from their model
layer.event = 'view_cart';
layer.eventModel = { currency: 'EUR', value: '5', items: [{ item_id: 'C1', price: 5 }] };
runCode({ action: 'commerce' });
assertThat(calls[0][1].lines).hasLength(1);
assertThat(calls[0][1].subtotal).isEqualTo(5);

// # The last push alone is read
layer.event = 'add_to_cart';
layer.ecommerce = { items: [{ item_id: 'S1' }] };
runCode({ action: 'commerce' });
assertApi('copyFromDataLayer').wasCalledWith('ecommerce', 1);

// # Other events, and events without items or a cart without a currency, fail the tag
layer.event = 'purchase';
layer.ecommerce = { currency: 'EUR', items: [] };
runCode({ action: 'commerce' });
layer.event = 'view_cart';
layer.ecommerce = { items: [] };
runCode({ action: 'commerce' });
layer.ecommerce = undefined;
runCode({ action: 'commerce' });
assertThat(calls).hasLength(0);
assertApi('gtmOnFailure').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();
