// As Axeptio's SDK behaves by its documents: a queue of functions that get the SDK once its configuration has come, and an event
// with the choices of each vendor once somebody has made them.
(() => {
  const listeners = [];
  const manager = { choices: { shopbell: true, shopbell_analytics: true, $$completed: false } };
  const sdk = {
    userPreferencesManager: manager,
    on: (name, listener) => name === 'cookies:complete' && listeners.push(listener),
  };
  const answer = (shopbell, shopbell_analytics) => {
    manager.choices = { shopbell, shopbell_analytics, $$completed: true };
    for (const listener of listeners) listener({ ...manager.choices });
  };
  window.axeptioSettings = { clientId: '1' };
  window.tools = { ...window.tools, axeptio: { answer } };
  window._axcb = window._axcb || [];
  queueMicrotask(() => {
    const waiting = window._axcb;
    window._axcb = { push: (callback) => callback(sdk) };
    window.axeptioSDK = sdk;
    for (const callback of waiting) callback(sdk);
    if (window.before) answer(...window.before);
  });
})();
