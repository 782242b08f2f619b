/**
 * [WI30–WI34] While the panel fills a phone's screen: it keeps to the part that the keyboard leaves. Over a page, that is
 * with `onBack`, the page behind does not scroll, Tab stays inside, and the back gesture calls `onBack`.
 * @returns the stop function
 */
export function startSheet(panel: HTMLElement, onBack?: () => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const view = window.visualViewport;
  const page = document.documentElement.style;
  const before = page.overflow;

  const place = (): void => {
    panel.style.insetBlockStart = `${view?.offsetTop ?? 0}px`;
    const height = `${view?.height ?? innerHeight}px`;
    // An app may say how much its keyboard covers; where the browser knows too, nothing is taken off twice.
    panel.style.blockSize = onBack ? height : `min(${height}, 100dvh - var(--sb-keyboard, 0px))`;
  };
  place();
  view?.addEventListener('resize', place, { signal });
  view?.addEventListener('scroll', place, { signal });

  if (onBack) {
    page.overflow = 'hidden';
    panel.addEventListener('keydown', (event) => trapFocus(panel, event), { signal });
    history.pushState({ ...history.state, shopbell: 1 }, '');
    addEventListener('popstate', onBack, { signal });
  }
  return () => {
    stopping.abort();
    panel.style.insetBlockStart = '';
    panel.style.blockSize = '';
    if (!onBack) return;
    page.overflow = before;
    if (history.state?.shopbell) history.back();
  };
}

const FOCUSABLE = 'button:not([disabled]), textarea, input, a[href], [tabindex="0"]';

/** Keeps the Tab key inside the panel. */
function trapFocus(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.offsetParent);
  const now = (panel.getRootNode() as ShadowRoot).activeElement;
  const next = event.shiftKey
    ? now === stops[0]
      ? stops.at(-1)
      : undefined
    : now === stops.at(-1)
      ? stops[0]
      : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
