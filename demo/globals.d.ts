/** What the demo's pages find on `window`. */
interface Window {
  /** The chat, or the queue that waits for it. */
  Shopbell?: (verb: string, ...args: unknown[]) => unknown;
  /** Options from the page's own address: see shop/page-options.js. */
  demoOptions?: Record<string, unknown>;
}
