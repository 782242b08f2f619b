// As Didomi's web SDK behaves by its reference: two queues, and a status that has everything enabled where no law applies.
(() => {
  const listeners = [];
  let required = true;
  const vendors = {
    'c:shopbell-Ab3dEf': { id: 'c:shopbell-Ab3dEf', enabled: true },
    google: { id: 'google', enabled: true },
  };
  const purposes = { cookies: { id: 'cookies', enabled: true }, shopbell_analytics: { enabled: true } };
  const Didomi = {
    getCurrentUserStatus: () => ({ purposes, vendors, regulation: 'gdpr' }),
    shouldUserStatusBeCollected: () => required,
  };
  const answer = (personalisation, analytics) => {
    required = false;
    vendors['c:shopbell-Ab3dEf'].enabled = personalisation;
    purposes.shopbell_analytics.enabled = analytics;
    for (const { event, listener } of listeners) if (event === 'consent.changed') listener({ action: 'click' });
  };
  const live = (name, take) => {
    const waiting = window[name] || [];
    window[name] = { push: take };
    for (const one of waiting) take(one);
  };
  window.Didomi = Didomi;
  window.tools = { ...window.tools, didomi: { answer } };
  if (window.before) answer(...window.before);
  live('didomiEventListeners', (entry) => listeners.push(entry));
  live('didomiOnReady', (callback) => callback(Didomi));
})();
