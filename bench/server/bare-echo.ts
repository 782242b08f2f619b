import { WebSocketServer } from 'ws';

// The measure of all sockets: `ws` without anything of ours. Says its port, and its memory when asked on standard input.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data, binary) => socket.send(data, { binary }));
  socket.on('error', () => undefined);
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`port ${address.port}`);
});
process.stdin.on('data', () => {
  globalThis.gc?.();
  console.log(`memory ${process.memoryUsage.rss()}`);
});
