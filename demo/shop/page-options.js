/*
 * For trying the widget out, and for tests: the demo's own address may carry options, which the pages put into their
 * `init` call. A real shop writes them down instead.
 *
 *   /demo/?widget_state=chat&country=CA&cookie_consent=3&flow_ref=RETURNS
 *
 * Names: country, locale, flow_ref (or ref), widget_state, welcome_message, position, close_delay, cookie_ttl,
 * cookie_consent, minimizable, data_layer, title_badge; for the look: accent, theme, radius, launcher, title.
 * A classic script: the inline `init` call that follows needs it at once.
 */
(() => {
  /** @typedef {(value: string) => string | number | boolean} Reader */
  /** @type {Reader} */
  const TEXT = (value) => value;
  /** @type {Reader} */
  const NUMBER = (value) => (value.trim() === '' ? value : Number(value));
  /** @type {Reader} */
  const FLAG = (value) => value !== 'false' && value !== '0';
  /** @type {Record<string, Reader>} */
  const READERS = {
    country: TEXT,
    locale: TEXT,
    flowRef: TEXT,
    widgetState: TEXT,
    welcomeMessage: TEXT,
    position: TEXT,
    closeDelay: NUMBER,
    cookieTTL: NUMBER,
    cookieConsent: NUMBER,
    minimizable: FLAG,
    dataLayer: FLAG,
    titleBadge: FLAG,
  };
  /** @type {Record<string, Reader>} */
  const LOOK = { accent: TEXT, theme: TEXT, radius: NUMBER, launcher: TEXT, title: TEXT };
  /** @type {Record<string, string>} */
  const ALIASES = { ref: 'flowRef', cookieTtl: 'cookieTTL' };

  /** @type {Record<string, unknown>} */
  const options = {};
  /** @type {Record<string, unknown>} */
  const appearance = {};
  for (const [key, value] of new URLSearchParams(window.location.search)) {
    const camel = key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
    const name = ALIASES[camel] ?? camel;
    if (Object.hasOwn(READERS, name)) options[name] = READERS[name](value);
    if (Object.hasOwn(LOOK, name)) appearance[name] = LOOK[name](value);
  }
  if (Object.keys(appearance).length > 0) options.appearance = appearance;
  window.demoOptions = options;
})();
