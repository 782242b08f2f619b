// # A fixed level is passed on
runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: '3' });
assertThat(calls[0][1].cookieConsent).isEqualTo(3);

// # A variable that gives no level counts as nothing granted
runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: 'yes' });
assertThat(calls[0][1].cookieConsent).isEqualTo(0);

// # Where the page decides no consent is read
runCode({ shop: 'demo', consentFrom: 'widget' });
assertThat(calls[0][1].cookieConsent).isUndefined();
assertApi('isConsentGranted').wasNotCalled();
assertApi('addConsentListener').wasNotCalled();

// # Consent mode sets the level at once and follows every change
granted.personalization_storage = false;
pushes = [['consent', 'default', { personalization_storage: 'denied', analytics_storage: 'granted' }]];
runCode({ shop: 'demo', consentFrom: 'google' });
assertThat(calls[0][1].cookieConsent).isEqualTo(2);
listeners.personalization_storage('personalization_storage', true);
assertThat(calls[1]).isEqualTo(['consent', 3]);
listeners.analytics_storage('analytics_storage', false);
assertThat(calls[2]).isEqualTo(['consent', 1]);

// # Who has not been asked has granted nothing
pushes = [{ event: 'gtm.js' }, ['consent', 'default', { ad_storage: 'granted' }], ['js', 1]];
runCode({ shop: 'demo', consentFrom: 'google' });
assertThat(calls[0][1].cookieConsent).isEqualTo(0);

// # A default that waits for an answer or is for a region is none
pushes = [
  ['consent', 'default', { personalization_storage: 'granted', wait_for_update: 500 }],
  ['consent', 'default', { analytics_storage: 'granted', region: ['US'] }]
];
runCode({ shop: 'demo', consentFrom: 'google' });
assertThat(calls[0][1].cookieConsent).isEqualTo(0);

// # An update is an answer
pushes = [['consent', 'update', { personalization_storage: 'granted', analytics_storage: 'granted' }]];
runCode({ shop: 'demo', consentFrom: 'google' });
assertThat(calls[0][1].cookieConsent).isEqualTo(3);

// # A page without a data layer has granted nothing
pushes = undefined;
runCode({ shop: 'demo', consentFrom: 'google' });
assertThat(calls[0][1].cookieConsent).isEqualTo(0);
