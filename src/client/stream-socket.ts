import { toJson } from './json.ts';
import type { OpenSocket, Socket } from './platform.ts';

/** What browsers report when a connection just breaks. */
const BROKEN = 1006;

/** The part of `fetch` and its answer that is used. */
export interface StreamRequest {
  method: 'POST';
  /** A string goes out as text/plain: pages of other origins may send that without asking first. */
  body: string;
  signal: AbortSignalLike;
}
export interface StreamAnswer {
  ok: boolean;
  status: number;
  text(): Promise<string>;
  body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } } | null;
}
interface AbortSignalLike {
  readonly aborted: boolean;
}
export interface StreamPlatform {
  fetch(url: string, request: StreamRequest): Promise<StreamAnswer>;
  createAbort(): { signal: AbortSignalLike; abort(): void };
  createDecoder(): { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };
}

type Frame = { type: string; code?: number; reason?: string; token?: string };

/**
 * [FB10–FB12] What stands in for a WebSocket where those are blocked: frames come down one long answer to the hello,
 * and each frame that goes up is a request of its own, one after the other. The server ends an answer after a while
 * and the client comes back with its position.
 *
 * @returns opens such a socket for the address of the WebSocket, `wss://…/ws`
 */
export function createStreamOpener({ fetch, createAbort, createDecoder }: StreamPlatform): OpenSocket {
  return (address) => {
    const url = address.replace(/^ws(s?:.*)\/ws$/, 'http$1/stream');
    const abort = createAbort();
    let hello: ({ type: string } & Record<string, unknown>) | undefined;
    let last: Promise<void> = Promise.resolve();
    let over = false;

    const end = (code: number, reason = ''): void => {
      if (over) return;
      over = true;
      abort.abort();
      socket.onclose?.({ code, reason });
    };
    const take = (frame: Frame): void => {
      if (over) return;
      if (frame.type === 'close') {
        end(frame.code ?? BROKEN, frame.reason);
        return;
      }
      if (frame.type === 'welcome') hello = { type: 'hello', ...hello, token: frame.token };
      socket.onmessage?.({ data: toJson(frame) });
    };
    const post = (path: string, body: object): Promise<StreamAnswer> =>
      fetch(url + path, { method: 'POST', body: toJson(body), signal: abort.signal });

    async function listen(): Promise<void> {
      const answer = await post('', hello ?? {});
      const reader = answer.ok ? answer.body?.getReader() : undefined;
      if (!reader) return end(answer.status === 429 ? 4429 : BROKEN);
      const decoder = createDecoder();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return end(BROKEN);
        const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) take(JSON.parse(line));
      }
    }

    async function tell(frame: Frame): Promise<void> {
      if (over) return;
      const answer = await post('/frame', { hello: { ...hello, after: undefined }, frame });
      if (!answer.ok) return end(BROKEN);
      for (const one of JSON.parse(await answer.text())) take(one);
    }

    const socket: Socket = {
      send(text) {
        const frame = JSON.parse(text);
        // A stream is kept alive by the server alone: asked whether it lives, it says nothing and is replaced.
        if (frame.type === 'ping' || frame.type === 'pong') return;
        if (frame.type === 'hello') {
          hello = frame;
          listen().catch(() => end(BROKEN));
        } else last = last.then(() => tell(frame)).catch(() => end(BROKEN));
      },
      close() {
        over = true;
        abort.abort();
      },
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    // Nothing has to be opened before the hello.
    void Promise.resolve().then(() => over || socket.onopen?.());
    return socket;
  };
}
