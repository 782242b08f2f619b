import type { Written } from './written.ts';

/** Where options come from. */
export interface Sources {
  /** The query of the script's address, or of the page where the chat is all there is. */
  query: string;
  /** The `data-` attributes of the script's element. */
  data: Written;
  /** What `init` and `update` said. */
  given: Written;
}
