/** A proof that runs out so soon is asked for anew, ms. */
const SOON_MS = 60_000;

/** What a JWT says, unproven; undefined when it is none. */
export function claimsOf(token: string): { sub?: string; exp?: number } | undefined {
  try {
    const bytes = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))));
  } catch {
    // Not a JWT: the server says so.
    return undefined;
  }
}

/** The app's proof of who this is. */
export interface Proof {
  hold(token: string | undefined): void;
  /** Asks if the proof has run out, or will in a minute. */
  check(): void;
}

/** [NA25] Asks the app for a new proof in time: once for each one that ends. */
export function watchProof(need: () => void, signal: AbortSignal): Proof {
  let end: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  const proof: Proof = {
    hold(token) {
      clearTimeout(timer);
      const exp = token ? claimsOf(token)?.exp : undefined;
      end = typeof exp === 'number' ? exp * 1000 : undefined;
      proof.check();
    },
    check() {
      if (end === undefined) return;
      clearTimeout(timer);
      const left = end - SOON_MS - Date.now();
      if (left > 0) {
        // Longer waits than a timer can hold are cut short and looked at again.
        timer = setTimeout(proof.check, Math.min(left, 2 ** 31 - 1));
        return;
      }
      end = undefined;
      need();
    },
  };
  return proof;
}
