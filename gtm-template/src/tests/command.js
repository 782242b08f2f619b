// # A command is queued, and nothing is loaded
runCode({ action: 'command', command: 'open' });
assertThat(calls).isEqualTo([['open']]);
assertApi('injectScript').wasNotCalled();
assertApi('gtmOnSuccess').wasCalled();

// # Each command takes its own field
runCode({ action: 'command', command: 'flow', commandFlow: 'RETURNS' });
runCode({ action: 'command', command: 'send', commandSend: 'Where is my order?' });
runCode({ action: 'command', command: 'prefill', commandPrefill: 'Hello' });
runCode({ action: 'command', command: 'consent', commandConsent: '2' });
runCode({ action: 'command', command: 'identify', commandId: 'c1', commandToken: 't1' });
assertThat(calls).isEqualTo([
  ['flow', 'RETURNS'],
  ['send', 'Where is my order?'],
  ['prefill', 'Hello'],
  ['consent', 2],
  ['identify', { clientId: 'c1', clientToken: 't1' }]
]);
assertApi('gtmOnFailure').wasNotCalled();

// # Commands without anything to take stand alone
['close', 'toggle', 'show', 'hide', 'logout'].forEach((command) => runCode({ action: 'command', command: command }));
assertThat(calls).isEqualTo([['close'], ['toggle'], ['show'], ['hide'], ['logout']]);

// # A command without what it needs fails the tag, and so does one that there is not
runCode({ action: 'command', command: 'flow', commandFlow: '' });
runCode({ action: 'command', command: 'identify' });
runCode({ action: 'command', command: 'destroy' });
assertThat(calls).hasLength(0);
assertApi('gtmOnFailure').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();

// # A level of consent that is none is 0
runCode({ action: 'command', command: 'consent', commandConsent: 'all' });
assertThat(calls).isEqualTo([['consent', 0]]);
