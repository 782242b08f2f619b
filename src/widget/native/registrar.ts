import type { NativePushToken } from '../../protocol/native.ts';

/** Posts to the page's own server; the answer's status, 0 when there was none. */
export type PostJson = (path: string, body: object) => Promise<number>;

/** Has the server tell the app's device of replies, as long as there is a visitor to tell. */
export interface Registrar {
  setShop(shop: string): void;
  /** The device of the app; with `token: null` it is taken back. */
  hold(device: NativePushToken): Promise<void>;
  /** Registers the device unless that visitor has it. Called when the visitor's token has changed. */
  check(): Promise<void>;
  /** The visitor signs out: replies to them are not for this device any more. */
  forget(): Promise<void>;
}

/** The visitor exists on the server only once they have done something; then their token comes again, or is renewed. */
const NOT_YET = 404;
const DEVICES = '/api/v1/push/devices';

/** [NA13, NA14] The device of one app, registered under the visitor who uses it. */
export function createRegistrar(options: {
  shop: string | undefined;
  /** The visitor's token, once it may be kept. */
  token(): string | undefined;
  post: PostJson;
  fail(status: number): void;
}): Registrar {
  const { token, post, fail } = options;
  let { shop } = options;
  let device: object | undefined;
  /** The token under which the device was registered. */
  let registered: string | undefined;

  const ask = (path: string, visitorToken: string, of: object): Promise<number> =>
    post(path, { shop, visitorToken, device: of }).catch(() => 0);

  const registrar: Registrar = {
    setShop(named) {
      shop = named;
    },
    async hold({ token: address, ...about }) {
      if (address === null) {
        await registrar.forget();
        device = undefined;
        return;
      }
      device = { ...about, token: address };
      registered = undefined;
      await registrar.check();
    },
    async check() {
      const visitorToken = token();
      if (!device || !shop || !visitorToken || visitorToken === registered) return;
      registered = visitorToken;
      const status = await ask(DEVICES, visitorToken, device);
      if (status >= 200 && status < 300) return;
      registered = undefined;
      if (status !== NOT_YET && status !== 0) fail(status);
    },
    async forget() {
      const held = registered;
      registered = undefined;
      if (held && device) await ask(`${DEVICES}/forget`, held, device);
    },
  };
  return registrar;
}
