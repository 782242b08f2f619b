import type { NativeOut } from '../../protocol/native.ts';

type OpenUrl = NativeOut['open_url'];

/** What an app may be asked to open: never a script, a file of its own, or an address of another app. */
const OUTSIDE = /^(https?|mailto|tel):/i;
const KINDS: [string, OpenUrl['kind']][] = [
  ['sb-product-name', 'product'],
  ['sb-link', 'order'],
];

/** [NA20] Hands links to the app: the chat is the only page that its WebView shows. */
export function handLinks(page: Document, open: (link: OpenUrl) => void, signal: AbortSignal): void {
  const onClick = (event: Event): void => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.download || !OUTSIDE.test(link.href)) return;
    event.preventDefault();
    const kind = KINDS.find(([name]) => link.classList.contains(name))?.[1] ?? 'link';
    open({ url: link.href, kind });
  };
  for (const name of ['click', 'auxclick']) page.addEventListener(name, onClick, { signal, capture: true });
}
