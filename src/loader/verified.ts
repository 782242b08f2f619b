interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Loads a file of this version by its hash, and gives its exports. A failure is forgotten: the next call tries again. */
export type Verified = (file: string, hash: string) => Promise<unknown>;

/**
 * `import()` takes no hash, and runs even what failed its check elsewhere. So each file comes first by a script element
 * with its hash, and only what passed is imported; the browser has it by then and does not ask again.
 * @param base address of this version's files, with a slash at the end
 */
export function createVerified(base: string, nonce: string | undefined, signal: AbortSignal): Verified {
  const files: Record<string, Promise<unknown> | undefined> = {};
  let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
  try {
    // Pages that enforce Trusted Types list the policy `shopbell`.
    policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('shopbell', {
      createScriptURL: (url) => (url.startsWith(base) ? url : ''),
    });
  } catch {
    // A page that lists other names without enforcing them takes the plain address.
  }

  return (file, hash) => {
    const url = base + file;
    files[file] ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.type = 'module';
      script.crossOrigin = '';
      script.integrity = hash;
      if (nonce) script.nonce = nonce;
      script.onload = () => resolve(import(/* @vite-ignore */ url));
      script.onerror = () => {
        files[file] = undefined;
        reject(new Error(`cannot load ${url}`));
      };
      script.src = policy?.createScriptURL(url) ?? url;
      document.head.append(script);
      signal.addEventListener('abort', () => script.remove());
    });
    return files[file];
  };
}
