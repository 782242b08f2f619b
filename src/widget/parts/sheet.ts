/** What a panel over a phone's whole screen takes; fetched when it first opens there. */
export { startSheet } from '../sheet.ts';
