const BLACK_FITS_ABOVE = 0.179;

/**
 * Black or white, whichever is easier to read on a fill: at least 4.5:1 by WCAG 2, whatever the merchant picked. (At a
 * luminance of .179 both reach 4.58; the exponent 2.2 is close enough to the standard's curve there.)
 * @param fill `#rrggbb`
 */
export function textOn(fill: string): string {
  const luminance = [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, at) => sum + weight * (Number.parseInt(fill.slice(at * 2 + 1, at * 2 + 3), 16) / 255) ** 2.2,
    0,
  );
  return luminance > BLACK_FITS_ABOVE ? '#000' : '#fff';
}
