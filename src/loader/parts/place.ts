import type { Options, Placement } from '../../protocol/options.ts';
import type { Appearance, LauncherSettings } from '../../protocol/settings.ts';
import type { Bell } from '../bell.ts';
import type { Door } from '../door.ts';
import { removeShells } from '../shells.ts';
import { OLDER_INSTALL } from './legacy.ts';
import { obeyOlderPage } from './older-page.ts';
import css from './place.css?inline';

/** Over a page that has nothing else, in an element of the page, or, with neither, in a corner. */
export type Embedding = 'page' | 'inline' | undefined;

const styled = new WeakSet<ShadowRoot>();

/** Selectors that found nothing, each named once. */
const missing = new Set<string>();

/** The launcher's words, and its icon. */
function dress({ launcher, frame }: Door, { launcherIcon, launcherText, launcher: form }: Appearance): void {
  frame.dataset.icon = launcherIcon ?? 'bell';
  const words = launcher.querySelector('span') ?? document.createElement('span');
  words.textContent = launcherText ?? '';
  if (form === 'text' && launcherText) launcher.append(words);
  else if (words.parentNode) words.remove();
}

function stand({ element, home }: Door): void {
  removeShells();
  const parent = home?.();
  if (parent && element.parentNode !== parent) parent.append(element);
}

/** Puts the widget where the option `position` says: in a corner or an element, and from one into another. */
export function place(bell: Bell, options: Options): Embedding {
  const { door, data, found } = bell;
  const { appearance } = found as Partial<LauncherSettings>;
  // Where there are no settings, there is nothing to place.
  if (!appearance) return undefined;
  const { root, frame, element } = door;
  dress(door, { ...appearance, ...options.appearance });
  const { corner = '', x, y, phone, zIndex, inline } = (options.position ?? {}) as Placement;
  if (!styled.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    styled.add(root);
  }
  // All of them, always: what is not set here, the page could set.
  const offsets = {
    'at-x': x ?? 20,
    'at-y': y ?? 20,
    'phone-x': phone?.x ?? x ?? 16,
    'phone-y': phone?.y ?? y ?? 16,
    z: zIndex ?? 2147480000,
  };
  for (const [name, value] of Object.entries(offsets))
    element.style.setProperty(`--sb-${name}`, `${value}`, 'important');
  element.dataset.x = corner.endsWith('left') ? 'left' : 'right';
  element.dataset.y = corner.startsWith('top') ? 'top' : 'bottom';

  const holder = (): Element | null => (inline ? document.querySelector(inline) : null);
  if (inline && !holder() && !missing.has(inline)) {
    missing.add(inline);
    console.warn(`Shopbell: nothing on this page is ${inline}`);
  }
  const embedding = data.page != null ? 'page' : holder() ? 'inline' : undefined;
  for (const one of ['page', 'inline']) frame.classList.toggle(`sb--${one}`, one === embedding);
  if (embedding) element.dataset.in = embedding;
  else delete element.dataset.in;
  // An element that a page of one address has taken away may come back with another.
  door.home = embedding === 'inline' ? holder : () => document.body;
  door.stand = door.move ?? (() => stand(door));
  door.stand();
  const older = document.getElementById(OLDER_INSTALL);
  if (older) obeyOlderPage(bell, older);
  return embedding;
}
