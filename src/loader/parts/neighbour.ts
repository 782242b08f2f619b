import type { Door } from '../door.ts';
import { followDialogs } from './dialogs.ts';
import css from './neighbour.css?inline';
import { coverAt, obstaclesIn } from './obstacles.ts';

export interface Ground {
  door: Door;
  /** Whether the panel is open. */
  open(): boolean;
  close(): void;
  /** Whether the widget stands in no corner. */
  embedded(): boolean;
  signal: AbortSignal;
}

/** How far the widget stands from its own place, px. */
interface Step {
  x: number;
  y: number;
}

/** Distance to what it stands beside, px. */
const GAP_PX = 20;
/** What takes more of the height is a drawer: the launcher goes beside it, not above. */
const TALL = 0.6;
/** Neighbours of neighbours are looked for so often. */
const TURNS = 4;
const MOVE_MS = 220;
/** After these, too, the page may look different: what slid in has come to rest. */
const RESTS = ['load', 'transitionend', 'animationend'];
const LOOK_AFTER_MS = 50;
const HERE: Step = { x: 0, y: 0 };

/** Where the launcher is free of everything, from the box of its own place; `away` when that is nowhere. */
function findPlace(box: DOMRect, own: HTMLElement): Step | 'away' {
  const left = own.dataset.x === 'left';
  const top = own.dataset.y === 'top';
  const phone = matchMedia('(max-width: 480px)').matches;
  let { x, y } = HERE;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const at = new DOMRect(box.x + (left ? x : -x), box.y + (top ? y : -y), box.width, box.height);
    if (at.left < 0 || at.top < 0 || at.right > innerWidth || at.bottom > innerHeight) return 'away';
    const found = obstaclesIn(at, own);
    if (found.length === 0) return { x, y };
    for (const { rect, whole } of found) {
      const tall = rect.height > innerHeight * TALL;
      if (whole || (tall && phone)) return 'away';
      if (tall) x = Math.max(x, GAP_PX + (left ? rect.right - box.left : box.right - rect.left));
      else y = Math.max(y, GAP_PX + (top ? rect.bottom - box.top : box.bottom - rect.top));
    }
  }
  return 'away';
}

/**
 * The good neighbour, the main export of `parts/neighbour.js`: fetched once something of the page stands at the launcher's
 * place. From then on the widget gives way to bars, drawers and dialogs, and comes back when they go.
 */
export function settle({ door, open, close, embedded, signal }: Ground): void {
  const { element, root, frame } = door;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  let now = HERE;

  const set = (name: string, px: number): void => element.style.setProperty(`--sb-${name}`, `${px}px`, 'important');

  function move(next: Step | 'away'): void {
    const away = next === 'away';
    element.toggleAttribute('data-away', away && !open());
    const to = away ? HERE : next;
    if (to.x === now.x && to.y === now.y) return;
    const before = element.getBoundingClientRect();
    now = to;
    set('dx', to.x);
    set('dy', to.y);
    const after = element.getBoundingClientRect();
    if (matchMedia('(prefers-reduced-motion)').matches) return;
    const from = `${before.x - after.x}px ${before.y - after.y}px`;
    frame.animate([{ translate: from }, { translate: '0' }], { duration: MOVE_MS, easing: 'ease-out' });
  }

  /** The open panel ends below what lies over its upper edge. */
  function uncover(): void {
    set('cover', 0);
    const panel = root.querySelector<HTMLElement>('.panel:not([hidden], .sheet)');
    if (!panel) return;
    const { left, width, top } = panel.getBoundingClientRect();
    set('cover', Math.max(...[0.1, 0.5, 0.9].map((part) => coverAt(left + width * part, top, element))));
  }

  function look(): void {
    if (embedded() || !element.isConnected || element.hidden) return;
    const { x, y, width, height } = element.getBoundingClientRect();
    const { left, top } = { left: element.dataset.x === 'left', top: element.dataset.y === 'top' };
    const own = new DOMRect(x + (left ? -now.x : now.x), y + (top ? -now.y : now.y), width, height);
    // What fills a phone's screen stands beside nothing.
    move(root.querySelector('.sheet:not([hidden])') ? HERE : findPlace(own, element));
    uncover();
  }

  let timer: ReturnType<typeof setTimeout>;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_AFTER_MS);
  };
  for (const name of RESTS) addEventListener(name, soon, { signal });
  // The panel opens and closes where the page's observer does not see it.
  const observer = new MutationObserver(soon);
  observer.observe(frame, { subtree: true, childList: true, attributeFilter: ['hidden', 'class'] });
  root.addEventListener('animationend', soon, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });

  for (const name of ['dx', 'dy', 'cover']) set(name, 0);
  followDialogs({ door, open, close, embedded, signal });
  door.look = look;
  look();
}
