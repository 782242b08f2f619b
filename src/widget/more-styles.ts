import more from '../ui/tokens-more.css?inline';
import actions from './styles/actions.css?inline';

/** What only parts draw with: colours, in the layer of the others, and buttons with words. */
export const MORE_STYLES = `@layer tokens{${more}}${actions}`;
