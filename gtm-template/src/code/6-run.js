if (data.action === 'command') sendCommand();
else if (data.action === 'commerce') forwardCommerce();
else load();
