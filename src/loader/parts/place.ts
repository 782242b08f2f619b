import type { Options, Placement } from '../../protocol/options.ts';
import type { Door } from '../door.ts';
import css from './place.css?inline';

/** Over a page that has nothing else, in an element of the page, or, with neither, in a corner. */
export type Embedding = 'page' | 'inline' | undefined;

const styled = new WeakSet<ShadowRoot>();

/** Puts the widget where the option `position` says. It moves between corners, but not into or out of an element. */
export function place({ root, frame, element }: Door, options: Options, fullPage: boolean): Embedding {
  const { corner = '', x, y, phone, zIndex, inline } = (options.position ?? {}) as Placement;
  if (!styled.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    styled.add(root);
  }
  const offsets = { 'at-x': x, 'at-y': y, 'phone-x': phone?.x, 'phone-y': phone?.y, z: zIndex };
  for (const [name, value] of Object.entries(offsets)) element.style.setProperty(`--sb-${name}`, `${value ?? ''}`);
  element.dataset.x = corner.endsWith('left') ? 'left' : 'right';
  element.dataset.y = corner.startsWith('top') ? 'top' : 'bottom';

  const holder = inline ? document.querySelector(inline) : null;
  if (inline && !holder) console.warn(`Shopbell: nothing on this page is ${inline}`);
  const embedding = fullPage ? 'page' : holder ? 'inline' : undefined;
  if (embedding) {
    element.dataset.in = embedding;
    frame.classList.add(`sb--${embedding}`);
  }
  if (!element.isConnected) (holder ?? document.body).append(element);
  if (document.getElementById('hdAttributes')) element.id = 'HeydayStartIconContainer';
  return embedding;
}
