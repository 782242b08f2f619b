import more from '../ui/tokens-more.css?inline';

/** Colours that only parts draw with; in the layer of the others. */
export const MORE_TOKENS = `@layer tokens{${more}}`;
