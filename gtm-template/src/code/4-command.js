// What a command is given, from its own field; undefined: it needs something and has nothing.
const argumentsOf = (command) => {
  const one = (value) => (given(value) ? [makeString(value)] : undefined);
  switch (command) {
    case 'open':
    case 'close':
    case 'toggle':
    case 'show':
    case 'hide':
    case 'logout':
      return [];
    case 'flow':
      return one(data.commandFlow);
    case 'send':
      return one(data.commandSend);
    case 'prefill':
      return one(data.commandPrefill);
    case 'consent':
      return [levelOf(data.commandConsent)];
    case 'identify':
      // Only what the shop's server has signed: no address, name or number of anybody.
      return given(data.commandId) ? [{ clientId: data.commandId, clientToken: data.commandToken }] : undefined;
  }
};

const sendCommand = () => {
  const taken = argumentsOf(data.command);
  if (taken === undefined) return data.gtmOnFailure();
  const chat = openQueue();
  if (taken.length === 0) chat(data.command);
  else chat(data.command, taken[0]);
  data.gtmOnSuccess();
};
