/** At this luminance black and white are equally easy to read: 4.58:1 with both. Here times 255 to the power of 2.2. */
const BLACK_FITS_ABOVE = 35_300;

/**
 * Black or white, whichever is easier to read on a fill: at least 4.5:1 by WCAG 2, whatever the merchant picked. (The
 * exponent 2.2 and the rounded weights are close enough to the standard's there; a test tries every colour.)
 * @param fill `#rrggbb`
 */
export function textOn(fill: string): string {
  const rgb = +`0x${fill.slice(1)}`;
  const luminance = 0.213 * (rgb >> 16) ** 2.2 + 0.715 * ((rgb >> 8) & 255) ** 2.2 + 0.072 * (rgb & 255) ** 2.2;
  return luminance > BLACK_FITS_ABOVE ? '#000' : '#fff';
}
