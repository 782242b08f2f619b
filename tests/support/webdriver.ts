/** One browser window, driven by the W3C WebDriver protocol. */
export interface WebDriver {
  /** Makes the window so large, CSS pixels. */
  resize(size: { width: number; height: number }): Promise<void>;
  go(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page, on values that JSON can carry, and gives what it returns. */
  run<A extends unknown[], R>(work: (...args: A) => R, ...args: A): Promise<R>;
  /** A press of the mouse, or of a finger, at a place of the window; CSS pixels. */
  press(at: Point, by?: 'mouse' | 'touch'): Promise<void>;
  /** Keys as a person strikes them, into whatever has the focus. */
  type(text: string): Promise<void>;
  /** A picture of the window, PNG. */
  picture(): Promise<Buffer>;
  end(): Promise<void>;
}
export interface Point {
  x: number;
  y: number;
}

/** Keys that are no characters, as the protocol names them. */
export const KEY = { enter: '\uE007', escape: '\uE00C', tab: '\uE004' };

interface Answer {
  value: unknown;
}

/**
 * Opens a session at a driver.
 * @param driver its address, such as `http://127.0.0.1:4444`
 */
export async function openWebDriver(driver: string, capabilities: object): Promise<WebDriver> {
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(driver + path, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
      signal: AbortSignal.timeout(20_000),
    });
    const { value } = (await response.json()) as Answer;
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${method} ${path}: ${error}: ${message}`);
  }

  const opened = await ask('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const session = `/session/${(opened as { sessionId: string }).sessionId}`;
  const act = (...actions: object[]): Promise<unknown> => ask('POST', `${session}/actions`, { actions });

  return {
    resize: async (size) => void (await ask('POST', `${session}/window/rect`, { x: 0, y: 0, ...size })),
    go: async (url) => void (await ask('POST', `${session}/url`, { url })),
    reload: async () => void (await ask('POST', `${session}/refresh`)),
    async run(work, ...args) {
      const script = `return (${work}).apply(null, arguments)`;
      return (await ask('POST', `${session}/execute/sync`, { script, args })) as ReturnType<typeof work>;
    },
    async press({ x, y }, by = 'mouse') {
      await act({
        type: 'pointer',
        id: by,
        parameters: { pointerType: by },
        actions: [
          { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      });
    },
    async type(text) {
      const strokes = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await act({ type: 'key', id: 'keyboard', actions: strokes });
    },
    picture: async () => Buffer.from((await ask('GET', `${session}/screenshot`)) as string, 'base64'),
    end: async () => void (await ask('DELETE', session)),
  };
}
