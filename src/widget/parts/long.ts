/** What keeps a long conversation light; fetched when there are older messages than a page is given at first. */
export { default as css } from '../styles/long.css?inline';
