// As a Shopify storefront behaves by the documents of its Customer Privacy API: the API is loaded on demand; where no law asks
// for consent, processing is allowed before anybody has said a word.
(() => {
  const words = { marketing: '', analytics: '', preferences: '', sale_of_data: '' };
  const word = (granted) => (granted ? 'yes' : 'no');
  const customerPrivacy = {
    currentVisitorConsent: () => ({ ...words }),
    preferencesProcessingAllowed: () => words.preferences !== 'no',
    analyticsProcessingAllowed: () => words.analytics !== 'no',
  };
  const answer = (preferences, analytics) => {
    Object.assign(words, { preferences: word(preferences), analytics: word(analytics), marketing: 'no' });
    const detail = { preferencesAllowed: preferences, analyticsAllowed: analytics, marketingAllowed: false };
    document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail }));
  };
  const Shopify = {
    loadFeatures(features, callback) {
      if (!features.some(({ name, version }) => name === 'consent-tracking-api' && version === '0.1')) return;
      queueMicrotask(() => {
        Shopify.customerPrivacy = customerPrivacy;
        callback();
      });
    },
  };
  window.Shopify = Shopify;
  window.tools = { ...window.tools, shopify: { answer } };
  if (window.before) answer(...window.before);
})();
