/** In place of `@types/react-dom`: what is used of it. */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export interface Root {
    render(what: ReactNode): void;
    unmount(): void;
  }
  export function createRoot(at: Element): Root;
}
