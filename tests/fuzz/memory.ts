/**
 * What a server that needed `warm` MiB half way may need at the end: a tenth more, and 32 MiB for what happens to be
 * waiting for collection when it is read.
 */
export const mayGrowTo = (warm: number): number => warm * 1.1 + 32;
