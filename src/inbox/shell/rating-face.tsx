/** The mouths of the five faces of a rating, on a 40-unit grid, from bad to good. */
const MOUTHS = [
  'M14 27.2c1.400-2.400 3.500-3.600 6-3.600s4.600 1.200 6 3.600M12.200 13.700l3.300-1.900M27.800 13.700l-3.300-1.900',
  'M14.800 26.200c1.400-1.400 3.100-2 5.200-2s3.800.6 5.200 2',
  'M14.800 25h10.400',
  'M14.300 23.600c1.300 1.900 3.200 2.900 5.700 2.900s4.400-1 5.700-2.900',
  'M13.200 22.400h13.600c-.5 4-3.100 6.300-6.800 6.300s-6.300-2.300-6.800-6.300Z',
] as const;

/** One face of the scale; `rating` 1–5. Filled when it is the answer. */
export function RatingFace({ rating, filled }: { rating: number; filled: boolean }) {
  return (
    <svg class={`rate${filled ? '' : ' rate--off'}`} viewBox="0 0 40 40" width="20" height="20" aria-hidden="true">
      <circle class="rate__skin" cx="20" cy="20" r="16" />
      <path class="rate__eyes" d="M14.500 17v.01M25.500 17v.01" />
      <path
        class={rating === 5 ? 'rate__mouth rate__mouth--open' : 'rate__mouth'}
        d={MOUTHS[rating - 1] ?? MOUTHS[2]}
      />
    </svg>
  );
}
