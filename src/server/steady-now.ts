/** How far the wall clock was ahead of the steady one when this thread began. */
const began = Date.now() - performance.now();

/**
 * Milliseconds since the epoch as this thread knew it when it began, counted on by a clock that never jumps. For leases
 * and due times: a wall clock that is set back an hour must not hold everything up for an hour.
 */
export const steadyNow = (): number => Math.floor(began + performance.now());
