import type { JSX } from 'preact';

/** One icon of `icons.ts`, as a decoration: what it means stands in the words or the label beside it. `size` in px. */
export function Icon({ path, size, flip }: { path: string; size?: number; flip?: boolean }): JSX.Element {
  return (
    <svg class={flip ? 'sb-icon sb-flip' : 'sb-icon'} viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** The mark for less than 20 px: dome, rim and clapper without the spring. */
export function Bell(): JSX.Element {
  return (
    <svg class="sb-bell-small" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7.2 2.5a.8.8 0 1 1 1.6 0l.1.2c2.2.4 3.4 2.3 3.4 4.6V9c0 .3-.2.5-.5.5H4.2a.5.5 0 0 1-.5-.5V7.3c0-2.3 1.2-4.2 3.4-4.6ZM2.5 10.7h11a.8.8 0 1 1 0 1.6h-11a.8.8 0 1 1 0-1.6ZM6.4 13.2h3.2a1.6 1.6 0 0 1-3.2 0Z" />
    </svg>
  );
}

/** The whole mark: a bell under a shop-door spring. */
export function BellMark({ size }: { size?: number }): JSX.Element {
  return (
    <svg class="sb-bell-mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M16.6 8V6.7c0-2.7-2.1-4.3-4.7-4.3-2.9 0-5.2 1.7-6.7 4.7M6.6 22.9h20" />
      <path
        class="sb-solid"
        d="M16.6 7.7c-4.9 0-7.8 3.6-7.8 8.6v2.6c0 .6.4 1 1 1h13.6c.6 0 1-.4 1-1v-2.6c0-5-2.9-8.6-7.8-8.6ZM13.7 26h5.8a2.9 2.9 0 0 1-5.8 0Z"
      />
    </svg>
  );
}
