/** Share of the light that a colour gives back, 0 to 1. @param colour `#rrggbb` */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours by WCAG 2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The text colour that is easier to read on a fill, and its contrast. */
export function bestTextOn(fill: string): { colour: '#000000' | '#ffffff'; ratio: number } {
  const black = contrast(fill, '#000000');
  const white = contrast(fill, '#ffffff');
  return black > white ? { colour: '#000000', ratio: black } : { colour: '#ffffff', ratio: white };
}
