import { WebSocket } from 'ws';

type Frame = Record<string, unknown> & { type: string };

/** A WebSocket without any client behind it: frames as they come, and how it ended. */
export interface RawSocket {
  send(frame: unknown): void;
  sendText(text: string | Buffer): void;
  /** The next frame of this type that has not been taken yet. */
  next(type: string): Promise<Frame>;
  /** How the socket ended: the close code, or the HTTP status of a refused upgrade. */
  ended: Promise<number>;
  close(): void;
}

export function openRawSocket(url: string, headers: Record<string, string> = {}): RawSocket {
  const ws = new WebSocket(url, 'shopbell.v1', { headers });
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const check of [...waiting]) check();
  };
  const opened = new Promise<void>((resolve) => ws.once('open', () => resolve()));
  const ended = new Promise<number>((resolve) => {
    ws.once('close', (code) => resolve(code));
    ws.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
  });
  ws.on('error', () => undefined);
  ws.on('message', (bytes) => {
    frames.push(JSON.parse(String(bytes)) as Frame);
    wake();
  });
  return {
    send: (frame) => void opened.then(() => ws.send(JSON.stringify(frame))),
    sendText: (text) => void opened.then(() => ws.send(text)),
    next: (type) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`no ${type}; got ${frames.map((frame) => frame.type).join(', ') || 'nothing'}`));
        }, 5000);
        const check = (): void => {
          const index = frames.findIndex((frame) => frame.type === type);
          if (index < 0) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(frames.splice(index, 1)[0] as Frame);
        };
        waiting.add(check);
        check();
      }),
    ended,
    close: () => ws.terminate(),
  };
}
