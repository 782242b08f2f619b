import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOn } from './text-on.ts';

/** WCAG 2, to the letter. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const full = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex;
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('text on the merchant’s colour', () => {
  it('[LO13] has a contrast of at least 4.5:1, whatever the colour', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (fill) => contrast(fill, textOn(fill)) >= 4.5),
      { numRuns: 20_000, seed: 1 },
    );
  });

  it.each([
    ['#1f5b4c', '#fff'],
    ['#000000', '#fff'],
    ['#ffcc00', '#000'],
    ['#ffffff', '#000'],
  ])('[LO13] is on %s %s', (fill, text) => {
    expect(textOn(fill)).toBe(text);
  });
});
