import type { Plugin } from 'vite';
import { LIMITS } from '../../src/protocol/limits.ts';

/** Puts each limit itself where it is used, so that pages do not load the table of all of them. */
export function limits(): Plugin {
  return {
    name: 'shopbell:limits',
    transform: (code, id) =>
      /\/src\/.*\.tsx?$/.test(id) && code.includes('LIMITS.')
        ? {
            code: code.replace(/\bLIMITS\.(\w+)/g, (_, name: string) => `${LIMITS[name as keyof typeof LIMITS]}`),
            map: null,
          }
        : undefined,
  };
}
