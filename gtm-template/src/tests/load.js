// # A shop key alone queues init and loads the script once
runCode({ shop: 'demo', dataLayer: true, minimizable: true });
assertThat(calls).hasLength(1);
assertThat(calls[0][0]).isEqualTo('init');
assertThat(calls[0][1]).isEqualTo({ shop: 'demo', api: '__ORIGIN__', dataLayer: true, minimizable: true });
assertApi('createArgumentsQueue').wasCalledWith('Shopbell', 'Shopbell.q');
assertApi('injectScript').wasCalledWith('__ORIGIN__/shopbell.js', success, failure, 'shopbell');
assertApi('gtmOnSuccess').wasCalled();
assertApi('gtmOnFailure').wasNotCalled();

// # Every option arrives under its own name, numbers as numbers
runCode({
  action: 'load', shop: 'demo', widgetState: 'chat', closeDelay: '20', welcomeMessage: 'Hello', flowRef: 'RETURNS::10482',
  minimizable: false, country: 'CA', locale: 'fr-CA', clientId: 'c1', clientToken: 't1', cookieTTL: '0',
  cookieDomain: '.shop.example', titleBadge: true, position: 'top-left', accent: '#123456', dataLayer: false,
  dataLayerConsent: 'analytics', consentFrom: 'widget'
});
assertThat(calls[0][1]).isEqualTo({
  shop: 'demo', api: '__ORIGIN__', dataLayer: false, minimizable: false, widgetState: 'chat',
  welcomeMessage: 'Hello', flowRef: 'RETURNS::10482', country: 'CA', locale: 'fr-CA', clientId: 'c1', clientToken: 't1',
  cookieDomain: '.shop.example', position: 'top-left', closeDelay: 20, cookieTTL: 0, titleBadge: true, dataLayerConsent: 'analytics',
  appearance: { accent: '#123456' }
});

// # Empty fields are left to the chat
runCode({ shop: 'demo', dataLayer: true, minimizable: true, widgetState: '', closeDelay: '', country: '', accent: '', position: '' });
assertThat(calls[0][1]).isEqualTo({ shop: 'demo', api: '__ORIGIN__', dataLayer: true, minimizable: true });

// # A script that does not load fails the tag once
loads = false;
runCode({ shop: 'demo' });
assertApi('gtmOnFailure').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();

// # Without a shop key nothing is queued or loaded
runCode({ shop: '' });
assertThat(calls).hasLength(0);
assertApi('injectScript').wasNotCalled();
assertApi('gtmOnFailure').wasCalled();

// # A page that forbids the script fails the tag
mock('queryPermission', false);
runCode({ shop: 'demo' });
assertThat(calls).hasLength(0);
assertApi('injectScript').wasNotCalled();
assertApi('gtmOnFailure').wasCalled();
