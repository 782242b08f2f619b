interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Loads a file of this version by its hash, and gives its exports. A failure is forgotten: the next call tries again. */
export type Verified = (file: string, hash: string) => Promise<unknown>;

/** Pages that enforce Trusted Types list the policy `shopbell`, and a name may be given only once: by the first chat. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * `import()` takes no hash, and runs even what failed its check elsewhere. So each file comes first by a script element
 * with its hash, and only what passed is imported; the browser has it by then and does not ask again.
 * @param base address of this version's files, with a slash at the end
 * @param signal after it nothing is loaded any more, and nobody hears of it
 */
export function createVerified(base: string, nonce: string | undefined, signal: AbortSignal): Verified {
  const files: Record<string, Promise<unknown> | undefined> = {};

  return (file, hash) =>
    (files[file] ??= new Promise((resolve, reject) => {
      const url = base + file;
      try {
        policy ??= (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('shopbell', {
          // Nobody else has it, and no other files are asked for than those of this version, by their hashes.
          createScriptURL: (same) => same,
        });
      } catch {
        // A page that lists other names without enforcing them takes the plain address.
      }
      const script = document.createElement('script');
      script.type = 'module';
      script.crossOrigin = '';
      script.integrity = hash;
      if (nonce) script.nonce = nonce;
      script.onload = () => resolve(import(/* @vite-ignore */ url));
      script.onerror = () => {
        files[file] = undefined;
        reject(new Error(url));
      };
      script.src = policy?.createScriptURL(url) ?? url;
      if (!signal.aborted) document.head.append(script);
      signal.addEventListener('abort', () => script.remove());
    }));
}
