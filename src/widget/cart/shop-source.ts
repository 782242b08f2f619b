import { type CartSource, type Snapshot, type SourceHelp, sameCode, type Wanted } from './cart-source.ts';

/** A platform whose cart can be asked for at any time. */
export interface ShopCart {
  /** The cart as it is now; undefined when it cannot be known yet. */
  read(): Promise<Snapshot | undefined>;
  /** Calls back after whatever may have changed the cart. */
  watch(changed: () => void, signal: AbortSignal): void;
  /** Resolves to whether the shop took it. Undefined when it is no product of this platform. */
  add(wanted: Wanted): Promise<boolean> | undefined;
  /** Asks the shop to apply a code. Whether it did, the cart shows. */
  apply(code: string): Promise<unknown>;
  /** The codes of the cart, where `read` has none. */
  codes?(): Promise<NonNullable<Snapshot['codes']>>;
  /** Undoes what a refused code has left behind, or pushed out. */
  withdraw?(code: string): Promise<unknown>;
  /** Has the page draw a cart that was not changed by the page. */
  redraw?(): void;
}

/** Changes that come together are read together, ms. */
const TOGETHER_MS = 60;

/** The source of such a platform: read at once and after each change, one reading at a time. */
export function shopSource(shop: ShopCart, { complain }: Pick<SourceHelp, 'complain'>): CartSource {
  let changed: (() => void) | undefined;
  let tell: ((snapshot: Snapshot) => void) | undefined;

  async function known(): Promise<Snapshot> {
    const snapshot = await shop.read();
    if (!snapshot) throw new Error('the cart is not there yet');
    return shop.codes ? { ...snapshot, codes: await shop.codes() } : snapshot;
  }
  const holds = ({ codes = [] }: Snapshot, wanted: string): boolean => codes.some(({ code }) => sameCode(code, wanted));

  return {
    start(report) {
      const stopping = new AbortController();
      const { signal } = stopping;
      let waiting: ReturnType<typeof setTimeout> | undefined;
      let reading = false;
      let again = false;
      tell = (snapshot) => {
        if (!signal.aborted) report(snapshot);
      };

      async function read(): Promise<void> {
        if (reading) {
          again = true;
          return;
        }
        reading = true;
        try {
          const snapshot = await shop.read();
          if (snapshot) tell?.(snapshot);
        } catch (error) {
          if (!signal.aborted) complain(error);
        }
        reading = false;
        if (again && !signal.aborted) {
          again = false;
          void read();
        }
      }
      changed = () => {
        clearTimeout(waiting);
        if (!signal.aborted) waiting = setTimeout(read, TOGETHER_MS);
      };
      shop.watch(changed, signal);
      void read();
      return () => {
        stopping.abort();
        clearTimeout(waiting);
      };
    },
    add: (wanted) =>
      shop.add(wanted)?.then((taken) => {
        if (taken) shop.redraw?.();
        changed?.();
        return taken;
      }),
    async applyDiscount(code) {
      const before = await known();
      if (holds(before, code)) return 'applied';
      if (before.cart.lines.length === 0) return 'empty';
      await shop.apply(code);
      const after = await known();
      if (!holds(after, code)) {
        await shop.withdraw?.(code);
        changed?.();
        return 'refused';
      }
      shop.redraw?.();
      tell?.(after);
      return 'applied';
    },
  };
}
