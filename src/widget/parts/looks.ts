import tokens from '../../ui/tokens-looks.css?inline';
import looks from '../styles/looks.css?inline';

/** Styles for dark, small, touched, embedded or otherwise unusual screens; fetched before the first picture there. */
export const css = `@layer tokens{${tokens}}${looks}`;
