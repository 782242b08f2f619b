// As a CMP behaves by the IAB's specification of its API, version 2.2: a listener hears the present state at once and each
// change; that the questions are shown is told too.
(() => {
  const listeners = new Map();
  let next = 1;
  const consents = Object.fromEntries(Array.from({ length: 11 }, (_, purpose) => [purpose + 1, true]));
  const data = { gdprApplies: true, eventStatus: 'cmpuishown', tcString: '', purpose: { consents } };
  const tell = () => {
    for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
  };
  const answer = (personalisation, analytics) => {
    for (const purpose of [5, 6]) consents[purpose] = personalisation;
    for (const purpose of [8, 9]) consents[purpose] = analytics;
    data.eventStatus = 'useractioncomplete';
    tell();
  };
  window.__tcfapi = (command, _version, callback, parameter) => {
    if (command === 'removeEventListener') callback(listeners.delete(parameter));
    if (command !== 'addEventListener') return;
    const listenerId = next++;
    listeners.set(listenerId, callback);
    callback({ ...data, listenerId }, true);
  };
  window.tools = { ...window.tools, tcf: { answer, listeners: () => listeners.size } };
  if (window.before) {
    answer(...window.before);
    data.eventStatus = 'tcloaded';
  }
})();
