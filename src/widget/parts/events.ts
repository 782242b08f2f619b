/** What tells the page of the conversation; fetched when somebody on the page listens. */
export { createEventTeller } from '../events.ts';
