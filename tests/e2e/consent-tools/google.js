// As a page sets up Google consent mode, version 2, by its documents: defaults for everybody and for regions, and the update
// of whoever asks the shopper.
(() => {
  window.dataLayer = window.dataLayer || [];
  function gtag() {
    // biome-ignore lint/complexity/noArguments: what gtag pushes is the arguments themselves
    window.dataLayer.push(arguments);
  }
  const types = (personalisation, analytics) => ({
    ad_storage: 'denied',
    ad_user_data: 'denied',
    ad_personalization: 'denied',
    personalization_storage: personalisation ? 'granted' : 'denied',
    analytics_storage: analytics ? 'granted' : 'denied',
  });
  const answer = (personalisation, analytics) => gtag('consent', 'update', types(personalisation, analytics));
  gtag('consent', 'default', types(true, true));
  gtag('consent', 'default', { ...types(false, false), region: ['AT', 'BE'], wait_for_update: 500 });
  gtag('js', new Date());
  window.tools = { ...window.tools, google: { answer } };
  if (window.before) answer(...window.before);
})();
