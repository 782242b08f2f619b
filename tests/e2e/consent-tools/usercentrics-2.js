// As version 2 of Usercentrics behaves by its documents: services with the history of their consent, and events on the window,
// the one of them under the name that its settings propose. Outside of the law's reach consent is implied.
(() => {
  let required = true;
  const service = (name, categorySlug) => ({ name, categorySlug, consent: { status: true, history: [] } });
  const services = [service('Chat', 'functional'), service('Shopbell Analytics', 'marketing')];
  const decide = (one, status, type) => {
    one.consent.status = status;
    one.consent.history.push({ action: 'onUpdateServices', status, type, timestamp: Date.now() });
  };
  for (const one of services) decide(one, true, 'implicit');
  const answer = (personalisation, analytics) => {
    window.dispatchEvent(new CustomEvent('UC_UI_CMP_EVENT', { detail: { source: 'SECOND_LAYER', type: 'SAVE' } }));
    required = false;
    decide(services[0], personalisation, 'explicit');
    decide(services[1], analytics, 'explicit');
    const detail = { event: 'consent_status', action: 'onUpdateServices', type: 'explicit' };
    for (const { name, consent } of services) detail[name] = consent.status;
    detail.ucCategory = { essential: true, functional: personalisation, marketing: analytics };
    window.dispatchEvent(new CustomEvent('ucEvent', { detail }));
  };
  window.UC_UI = {
    isInitialized: () => true,
    isConsentRequired: () => required,
    getServicesBaseInfo: () => services,
  };
  window.tools = { ...window.tools, usercentrics: { answer } };
  if (window.before) answer(...window.before);
  window.dispatchEvent(new Event('UC_UI_INITIALIZED'));
})();
