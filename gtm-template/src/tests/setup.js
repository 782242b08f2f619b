const calls = [];
const granted = {};
const listeners = {};
const layer = { event: undefined, ecommerce: undefined, eventModel: undefined };
let pushes = [];
let loads = true;
let success, failure;
mock('queryPermission', true);
mock('createArgumentsQueue', () => function () { calls.push(arguments); });
mock('injectScript', (url, onSuccess, onFailure) => {
  success = onSuccess;
  failure = onFailure;
  if (loads) onSuccess(); else onFailure();
});
mock('isConsentGranted', (type) => granted[type] !== false);
mock('addConsentListener', (type, listener) => { listeners[type] = listener; });
mock('copyFromWindow', () => pushes);
mock('copyFromDataLayer', (key) => layer[key]);
