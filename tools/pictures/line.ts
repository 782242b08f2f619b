import type { Page, WebSocketRoute } from 'playwright-core';

/** The line between a page and the server, for pictures of what goes wrong on it. */
export interface Line {
  /** No connection comes about until `mend`. */
  cut(): void;
  mend(): void;
  /** Messages with these words are kept from the server. */
  hold(words: string): void;
  /** Messages with these words come back refused. */
  refuse(words: string): void;
}

/** Goes between a page, before it has opened anything, and the server. */
export async function tap(page: Page): Promise<Line> {
  let open: WebSocketRoute | undefined;
  let isCut = false;
  let held: string | undefined;
  let refused: string | undefined;

  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    open = socket;
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const text = String(frame);
      if (held !== undefined && text.includes(held)) return;
      const id = /"id":"([^"]+)"/.exec(text)?.[1];
      if (id && refused !== undefined && text.includes(refused)) {
        socket.send(JSON.stringify({ type: 'refused', id, code: 'invalid', message: 'No.', retry: false }));
      } else server.send(frame);
    });
  });
  return {
    cut() {
      isCut = true;
      void open?.close();
    },
    mend() {
      isCut = false;
    },
    hold(words) {
      held = words;
    },
    refuse(words) {
      refused = words;
    },
  };
}
