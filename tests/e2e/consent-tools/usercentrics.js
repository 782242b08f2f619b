// As version 3 of Usercentrics behaves by its documents: an object of promises, and events on the window. Outside of the law's
// reach consent is implied.
(() => {
  const service = (name, category, given, type) => ({ name, category, essential: false, consent: { given, type } });
  const detailsOf = (personalisation, analytics, type) => ({
    consent: { status: 'SOME_ACCEPTED', required: type === 'IMPLICIT', type },
    categories: {
      essential: { name: 'Essential', essential: true, state: 'ALL_ACCEPTED' },
      functional: { name: 'Functional', state: personalisation ? 'ALL_ACCEPTED' : 'SOME_ACCEPTED' },
    },
    services: { a1: service('Shopbell Analytics', 'marketing', analytics, type) },
  });
  let details = detailsOf(true, true, 'IMPLICIT');
  const answer = (personalisation, analytics) => {
    details = detailsOf(personalisation, analytics, 'EXPLICIT');
    window.dispatchEvent(new CustomEvent('UC_CONSENT', { detail: details }));
  };
  window.__ucCmp = { isInitialized: async () => true, getConsentDetails: async () => details };
  window.tools = { ...window.tools, usercentrics: { answer } };
  if (window.before) answer(...window.before);
  window.dispatchEvent(new Event('UC_UI_INITIALIZED'));
})();
