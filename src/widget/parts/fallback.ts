/** The way around blocked sockets; fetched when they do not open. */
export { goRound } from '../go-round.ts';
