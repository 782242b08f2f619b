import { Emoji } from '../emoji.tsx';
import { Menu } from '../menu.tsx';
import { MORE_STYLES } from '../more-styles.ts';
import emoji from '../styles/emoji.css?inline';
import menu from '../styles/menu.css?inline';
import popover from '../styles/popover.css?inline';

/** What opens beside a button, and with it what places it there. */
export const css = MORE_STYLES + popover + emoji + menu;
export const views = { emoji: Emoji, menu: Menu };
