import type { Appearance, LauncherSettings } from '../protocol/settings.ts';
import css from './styles.css?inline';
import { textOn } from './text-on.ts';
import type { Written } from './written.ts';

/** The widget's element with launcher and greeting bubble. */
export interface Door {
  element: HTMLElement;
  root: ShadowRoot;
  frame: HTMLElement;
  launcher: HTMLButtonElement;
  bubble: HTMLElement;
  dismiss: HTMLButtonElement;
  /** Colours and words, as the page's options and the shop's settings say. */
  draw(options: Written, settings: LauncherSettings): void;
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
  const label = make('span', '');
  const launcher = make('button', 'sb-launcher', make('i', 'sb-bell'), label);
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
    draw(options, { appearance, strings, name, teaser, locale }) {
      const {
        accent,
        theme,
        radius,
        font,
        launcher: form,
        launcherText,
      } = {
        ...appearance,
        ...(options.appearance as Partial<Appearance>),
      };
      const style = { brand: accent, 'on-brand': textOn(accent), round: `${radius}` };
      for (const [role, value] of Object.entries(style)) element.style.setProperty(`--sb-${role}`, value);
      if (font === 'inherit') element.style.fontFamily = font;
      frame.lang = locale;
      frame.dataset.theme = theme === 'auto' && matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : theme;
      label.textContent = (form === 'text' && launcherText) || '';
      launcher.ariaLabel = strings.open + (label.textContent && `: ${launcherText}`);
      by.textContent = name;
      greeting.textContent = (options.welcomeMessage as string) ?? teaser;
      dismiss.ariaLabel = strings.dismiss;
    },
  };
}
