import type { Apis, Ground } from './create-apis.ts';

type Done = (() => unknown) | undefined;

/** What leaves the page. A network is not there: `page.load` says whether it would have gone well. */
export function networkApis({ page, need }: Ground): Apis {
  const load = (permission: string, url: string, succeeded: Done, failed: Done): void => {
    need(permission, url);
    const good = page.load(url);
    page.loaded.push(url);
    if (good !== undefined) (good ? succeeded : failed)?.();
  };
  return {
    injectScript(url: string, succeeded: Done, failed: Done, token?: string) {
      need('inject_script', url);
      if (token !== undefined && page.tokens.has(token)) succeeded?.();
      else
        load(
          'inject_script',
          url,
          () => {
            page.tokens.add(token ?? url);
            succeeded?.();
          },
          failed,
        );
    },
    injectHiddenIframe: (url: string, succeeded: Done, failed: Done) =>
      load('inject_hidden_iframe', url, succeeded, failed),
    sendPixel: (url: string, succeeded: Done, failed: Done) => load('send_pixel', url, succeeded, failed),
  };
}
