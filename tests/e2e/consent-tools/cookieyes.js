// As CookieYes behaves by its documents: a function, and events on the document. Under laws of opting out all is granted
// before anybody has done anything.
(() => {
  const categories = { necessary: true, functional: true, analytics: true, performance: true, advertisement: true };
  const consent = { activeLaw: 'ccpa', categories, isUserActionCompleted: false, consentID: 'c1', languageCode: 'en' };
  const say = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const answer = (functional, analytics) => {
    Object.assign(categories, { functional, analytics, performance: false, advertisement: false });
    consent.isUserActionCompleted = true;
    const granted = (wanted) => Object.keys(categories).filter((name) => categories[name] === wanted);
    say('cookieyes_consent_update', { accepted: granted(true), rejected: granted(false) });
  };
  window.getCkyConsent = () => consent;
  window.tools = { ...window.tools, cookieyes: { answer } };
  if (window.before) answer(...window.before);
  say('cookieyes_banner_load', consent);
})();
