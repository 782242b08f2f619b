import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ensure } from '../../tools/system.ts';

const require = createRequire(import.meta.url);
/** Without the fonts that a style would fetch from elsewhere. */
const styleFile = (path: string): string => readFileSync(path, 'utf8').replace(/@import[^;]+;/g, '');
const fromPackage = (file: string) => (): string => styleFile(require.resolve(file));

/** Styles that many shops' pages are dressed in, as those who make them ship them. */
export const FRAMEWORKS: Record<string, () => string> = {
  'Bootstrap 5': fromPackage('bootstrap/dist/css/bootstrap.css'),
  'Bulma 1': fromPackage('bulma/css/bulma.css'),
  'Foundation 6': fromPackage('foundation-sites/dist/css/foundation.css'),
  'Tailwind 4 preflight': fromPackage('tailwindcss/preflight.css'),
  'Semantic UI 2': fromPackage('semantic-ui-css/semantic.css'),
  'WordPress Twenty Twenty-One': () => {
    const found = ensure('A WordPress theme');
    if (!found.ok) throw new Error(found.message);
    return styleFile(found.path);
  },
};

/** Custom properties that a page may set; every other is the widget's own. */
const PUBLIC = /^--sb-safe-[tb]$/;

/**
 * A page that does all that it can to what stands on it, short of scaling, moving or hiding the root element itself, which
 * no style of a descendant can undo.
 * @param own names of custom properties that the widget draws with
 */
export function hostileStyle(own: Iterable<string>): string {
  const properties = [...own].filter((name) => !PUBLIC.test(name)).map((name) => `${name}: 77px !important;`);
  return `
    @font-face { font-family: system-ui; src: local("DejaVu Serif"); }
    @font-face { font-family: "Segoe UI"; src: local("DejaVu Serif"); }
    @font-face { font-family: Arial; src: local("DejaVu Serif"); }
    @keyframes open { from, to { opacity: 0.2; } }
    @keyframes rise { from, to { transform: rotate(20deg); } }
    @layer tokens { * { color: red; } }
    * { all: unset !important; ${properties.join(' ')} }
    *, *::before, *::after {
      box-sizing: content-box !important; border: 3px dashed red !important; margin: 9px !important;
      padding: 7px !important; float: left !important; color: red !important; background: yellow !important;
      font: italic 900 31px/3 serif !important; text-shadow: 2px 2px lime !important; cursor: wait !important;
      text-transform: uppercase !important; letter-spacing: 0.4em !important; word-spacing: 1em !important;
      text-indent: 30px !important; text-align: center !important; white-space: pre !important;
      visibility: hidden !important; pointer-events: none !important; user-select: none !important;
    }
    *::before, *::after { content: "x" !important; position: fixed !important; inset: 0 !important; }
    ::part(panel), ::part(launcher) { display: none !important; }
    html {
      font-size: 3px !important; line-height: 4 !important; letter-spacing: 9px !important;
      text-transform: uppercase !important; writing-mode: vertical-rl !important; quotes: "a" "b" !important;
      tab-size: 1 !important; hyphens: auto !important; word-break: break-all !important; color-scheme: dark !important;
      -webkit-text-size-adjust: 300% !important; accent-color: red !important; list-style: square inside !important;
    }
    :root { ${properties.join(' ')} }
    head, header, main, footer, div, section, form, p, ol, ul, li { display: none !important; }
    button { position: fixed !important; inset: 0 !important; z-index: 2147483647; opacity: 0.5 !important; }
    img, svg { max-width: 9px !important; height: 300px !important; filter: invert(1) !important; }
    textarea, input { appearance: none; min-height: 300px !important; background: lime !important; }
    .sb, .panel, .sb-launcher, .head, .thread, .bubble, .chip, .card, .box { display: none !important; }
    [role="dialog"], [role="log"], [role="status"], [hidden] { display: inline !important; transform: scale(2) !important; }
    shopbell-chat {
      display: none !important; opacity: 0 !important; visibility: hidden !important; position: static !important;
      inset: 50px !important; z-index: -1 !important; width: 10px !important; height: 10px !important;
      max-width: 0 !important; max-height: 0 !important; overflow: hidden !important; clip-path: circle(1px) !important;
      transform: rotate(30deg) scale(3) !important; translate: 90px 90px !important; rotate: 45deg !important;
      scale: 3 !important; zoom: 3 !important; filter: blur(9px) !important; mix-blend-mode: difference !important;
      mask: linear-gradient(red, transparent) !important; contain: strict !important; perspective: 10px !important;
      content-visibility: hidden !important; animation: rise 9s infinite !important; transition: all 9s !important;
      unicode-bidi: bidi-override !important; writing-mode: vertical-lr !important;
      columns: 3 !important; display: grid !important; font-size: 60px !important; color: red !important;
    }`;
}

/** Turns all of a page. Until the chat has come, its launcher and greeting read as the page does. */
export const TURNED = 'html, * { direction: rtl !important; }';
