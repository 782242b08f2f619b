import { useEffect, useState } from 'preact/hooks';

/** Below this width there is one column with a tab bar; below the other the customer is a drawer. Px, as in the CSS. */
export const NARROW = '(max-width: 859px)';
export const MEDIUM = '(max-width: 1179px)';

/** Whether the page matches a media query now. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const abort = new AbortController();
    list.addEventListener('change', () => setMatches(list.matches), { signal: abort.signal });
    setMatches(list.matches);
    return () => abort.abort();
  }, [query]);
  return matches;
}
