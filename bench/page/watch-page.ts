/** What a page has told of itself, times in ms since its navigation began; 0 = it has not happened. */
export interface Marks {
  /** The script of launcher was asked for. */
  asked: number;
  /** The first frame with the launcher, and with the panel, had been drawn. */
  launcher: number;
  panel: number;
  /** When the shopper clicked, as the browser stamped it. */
  clicked: number;
  /** Sum of all layout shifts. */
  shift: number;
}

declare global {
  var benchMarks: Marks;
}

/**
 * Runs in a page before anything else, in the same way on each. A thing counts as drawn in the first frame that begins
 * after it was attached and in which it is not fully transparent; the time is taken in the first task after that frame.
 */
export function watchPage(): void {
  const marks: Marks = { asked: 0, launcher: 0, panel: 0, clicked: 0, shift: 0 };
  globalThis.benchMarks = marks;
  const begun: { [name in 'launcher' | 'panel']?: true } = {};

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) marks.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (/shopbell\.js|floor-launcher\.js/.test(name)) marks.asked = startTime;
    }
  }).observe({ type: 'resource', buffered: true });

  const drawn = (name: 'launcher' | 'panel', element: Element): void => {
    if (begun[name]) return;
    begun[name] = true;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      marks[name] = performance.now();
    };
    const frame = (): void => {
      if (getComputedStyle(element).opacity === '0') requestAnimationFrame(frame);
      else port2.postMessage(0);
    };
    requestAnimationFrame(frame);
  };

  let within: Document | ShadowRoot | undefined;
  const look = (): void => {
    const host = document.querySelector('shopbell-chat, .floor-launcher');
    const root = host?.shadowRoot ?? document;
    const launcher = root.querySelector('.sb-launcher, .floor-launcher');
    if (!launcher) return;
    drawn('launcher', launcher);
    if (within !== root) observer.observe(root, { childList: true, subtree: true, attributeFilter: ['hidden'] });
    within = root;
    const panel = root.querySelector('.panel:not([hidden]), .floor-panel');
    if (panel) drawn('panel', panel);
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  addEventListener(
    'click',
    ({ timeStamp }) => {
      marks.clicked = timeStamp;
    },
    { capture: true },
  );
}
