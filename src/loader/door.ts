import type { LauncherSettings } from '../protocol/settings.ts';
import css from './styles.css?inline';
import { textOn } from './text-on.ts';

/** The widget's element with launcher and greeting bubble. */
export interface Door {
  element: HTMLElement;
  root: ShadowRoot;
  frame: HTMLElement;
  launcher: HTMLButtonElement;
  bubble: HTMLElement;
  dismiss: HTMLButtonElement;
  /** Colours and words. A launcher with words or an icon of its own is finished by the stage. */
  draw(settings: LauncherSettings): void;
  /** Puts the element where it belongs, unless it stands there. Who knows more puts another function in its place. */
  stand(): void;
  /** Looks whether the launcher stands free; the same goes for it. */
  look(): void;
  /** What the element belongs into by the page's options, null while that is not there; without it, the body. */
  home?(): Element | null;
  /** Puts it there or into a dialog of the page; absent until there was one. */
  move?(): void;
}

function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  name: string,
  ...inside: Node[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...inside);
  return element;
}

export function createDoor(): Door {
  const launcher = make('button', 'sb-launcher', make('i', 'sb-bell'));
  const by = make('div', 'sb-by');
  const greeting = make('div', '');
  const dismiss = make('button', 'sb-dismiss');
  const bubble = make('div', 'sb-teaser', make('i', 'sb-bell'), by, greeting, dismiss);
  const frame = make('div', 'sb', launcher);
  const element = document.createElement('shopbell-chat');
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(frame);
  bubble.role = 'status';
  greeting.dir = 'auto';
  dismiss.textContent = '×';

  return {
    element,
    root,
    frame,
    launcher,
    bubble,
    dismiss,
    stand() {},
    look() {},
    draw({ appearance: { accent, theme, radius, font }, strings, name, teaser, locale }) {
      const set = (role: string, value: unknown): void => frame.style.setProperty(`--sb-${role}`, value as string);
      set('brand', accent);
      set('on-brand', textOn(accent));
      set('round', radius);
      if (font === 'inherit') frame.style.fontFamily = font;
      frame.lang = locale;
      frame.dataset.theme = theme === 'auto' && matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : theme;
      launcher.ariaLabel = strings.open;
      by.textContent = name;
      greeting.textContent = teaser;
      dismiss.ariaLabel = strings.dismiss;
    },
  };
}
