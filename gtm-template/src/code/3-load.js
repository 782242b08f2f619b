const texts = () => ({
  widgetState: data.widgetState,
  welcomeMessage: data.welcomeMessage,
  flowRef: data.flowRef,
  country: data.country,
  locale: data.locale,
  clientId: data.clientId,
  clientToken: data.clientToken,
  cookieDomain: data.cookieDomain,
  position: data.position,
  dataLayerConsent: data.dataLayerConsent
});

const optionsOf = () => {
  const options = {
    shop: data.shop,
    api: ORIGIN,
    dataLayer: data.dataLayer !== false,
    minimizable: data.minimizable !== false
  };
  const written = texts();
  for (const name in written) {
    if (given(written[name])) options[name] = written[name];
  }
  if (given(data.closeDelay)) options.closeDelay = makeNumber(data.closeDelay);
  if (given(data.cookieTTL)) options.cookieTTL = makeNumber(data.cookieTTL);
  if (data.titleBadge) options.titleBadge = true;
  if (given(data.accent)) options.appearance = { accent: data.accent };
  return options;
};

const load = () => {
  const url = ORIGIN + '/shopbell.js';
  if (!given(data.shop) || !queryPermission('inject_script', url)) return data.gtmOnFailure();
  const chat = openQueue();
  const options = optionsOf();
  if (data.consentFrom === 'fixed') options.cookieConsent = levelOf(data.consentLevel);
  if (data.consentFrom === 'google') options.cookieConsent = followConsent((level) => chat('consent', level));
  chat('init', options);
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, 'shopbell');
};
