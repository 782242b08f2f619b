import { findApp } from './app.ts';
import { startBridge } from './bridge.ts';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

declare const __SHOPBELL_VERSION__: string;

/** The page's own description: address of the loader, and origins that may show the page in a frame. */
const about = document.querySelector<HTMLElement>('script[data-loader]')!;
const { loader = '', parents = '' } = about.dataset;

/** The panel is the page: `data-page` tells the loader so. */
function begin(): void {
  const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('shopbell-page', {
    createScriptURL: (url) => (url === loader ? url : ''),
  });
  const script = document.createElement('script');
  script.dataset.page = '';
  script.nonce = about.nonce;
  script.src = policy?.createScriptURL(loader) ?? loader;
  document.head.append(script);
}

const app = findApp(window, parents.split(' ').filter(Boolean));
if (!app) begin();
else {
  const { signal } = new AbortController();
  const shop = new URLSearchParams(location.search).get('shop') ?? undefined;
  const post = async (path: string, body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return response.status;
  };
  startBridge({ page: window, app, sdk: __SHOPBELL_VERSION__, shop, post, begin, signal });
}
