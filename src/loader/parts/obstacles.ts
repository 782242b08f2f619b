/** Something of the page that stands where the widget is. */
export interface Obstacle {
  rect: DOMRect;
  /** It fills the screen: there is no place beside it. */
  whole: boolean;
}

const MODAL = 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"], [popover]';
/** What only the page itself has. */
const CONTENT = 'main, [role="main"], h1';
/** A bar sticks to an edge of the screen when it is this near, px. */
const NEAR_PX = 4;
/** Bars take up to this part of the height, and what fills the screen at least that of both sides. */
const BAR = 0.4;
const WHOLE = 0.9;

const isWhole = ({ width, height }: DOMRect): boolean => width > innerWidth * WHOLE && height > innerHeight * WHOLE;

/** Paper, and not a shade over the page. */
function isOpaque(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const alpha = /[,/]\s*([\d.]+)\)$/.exec(backgroundColor.startsWith('rgb(') ? '' : backgroundColor)?.[1] ?? '1';
  return backgroundImage !== 'none' || Number(alpha) > WHOLE;
}

/** The element's nearest self or ancestor that does not scroll with the page, through shadow roots. */
function anchored(from: Element): Element | undefined {
  for (let at: Node | null = from; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null) {
    if (at instanceof Element && /^(fixed|sticky)$/.test(getComputedStyle(at).position)) return at;
  }
  return undefined;
}

/** A sticky element is in the way only while it sticks, as a bar does, to the top or the bottom of the screen. */
function sticks({ top, bottom, height }: DOMRect): boolean {
  return height < innerHeight * BAR && (top <= NEAR_PX || bottom >= innerHeight - NEAR_PX);
}

/**
 * What an anchored element puts at a point: itself, or, where it fills the screen, what lies upon it.
 * @param stack elements at the point, the uppermost first
 */
function obstacle(holder: Element, stack: Element[]): Obstacle | undefined {
  const rect = holder.getBoundingClientRect();
  if (getComputedStyle(holder).position === 'sticky') return sticks(rect) ? { rect, whole: false } : undefined;
  if (!isWhole(rect)) return { rect, whole: false };
  const parts = stack.filter((one) => holder.contains(one)).reverse();
  const isModal = parts.some((one) => one.matches(MODAL));
  // A frame around the whole page, a shade, a picture behind it all.
  if (!isModal && (holder.querySelector(CONTENT) || !holder.textContent?.trim())) return undefined;
  const paper = parts.find(isOpaque)?.getBoundingClientRect();
  return paper && { rect: paper, whole: isWhole(paper) };
}

/**
 * What stands in a box of the screen and does not scroll away: bars, drawers, dialogs, buttons of others.
 * @param own the widget's element, which is none, and neither is what it stands in
 */
export function obstaclesIn({ left, top, width, height }: DOMRect, own: Element): Obstacle[] {
  const found = new Map<Element, Obstacle>();
  for (const down of [0.02, 0.5, 0.98]) {
    for (const along of [0.02, 0.5, 0.98]) {
      const stack = document.elementsFromPoint(left + width * along, top + height * down);
      for (const element of stack) {
        const holder = anchored(element);
        if (!holder || holder.contains(own) || found.has(holder)) continue;
        if (!(holder.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true)) continue;
        const one = obstacle(holder, stack);
        if (one) found.set(holder, one);
      }
    }
  }
  return [...found.values()];
}

/** How far down from `top` something of the page lies over the widget, px. */
export function coverAt(left: number, top: number, own: Element): number {
  const stack = document.elementsFromPoint(left, top + 1);
  const above = stack.slice(0, Math.max(0, stack.indexOf(own)));
  const bottoms = above.map((one) => anchored(one)?.getBoundingClientRect().bottom ?? 0);
  return Math.max(0, ...bottoms.map((bottom) => bottom - top));
}
