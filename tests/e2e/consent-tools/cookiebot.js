// As Cookiebot's script behaves by its developers' page: an object, and events on the window. Where the law asks for
// nothing it implies consent by itself.
(() => {
  const consent = { necessary: true, preferences: true, statistics: true, marketing: true, method: 'implied' };
  const Cookiebot = { consent, consented: false, declined: false, hasResponse: false, doNotTrack: false };
  const say = (name) => window.dispatchEvent(new Event(name));
  const answer = (preferences, statistics) => {
    const consented = preferences || statistics;
    Object.assign(consent, { preferences, statistics, marketing: false, method: 'explicit' });
    Object.assign(Cookiebot, { consented, declined: !consented, hasResponse: true });
    say('CookiebotOnConsentReady');
    say(consented ? 'CookiebotOnAccept' : 'CookiebotOnDecline');
  };
  window.Cookiebot = Cookiebot;
  window.tools = { ...window.tools, cookiebot: { answer } };
  if (window.before) answer(...window.before);
  else say('CookiebotOnConsentReady');
  say('CookiebotOnLoad');
})();
