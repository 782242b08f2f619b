import * as v from 'valibot';

/** What travels between processes: who sent it, and a wake-up or a signal. */
const Parcel = v.union([
  v.object({ from: v.string(), wake: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ from: v.string(), signal: v.unknown() }),
]);
export type Parcel = v.InferOutput<typeof Parcel>;

export const packed = (parcel: Parcel): string => JSON.stringify(parcel);

/** Undefined for what none of our processes sends. */
export function unpacked(text: string): Parcel | undefined {
  try {
    const parsed = v.safeParse(Parcel, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Not JSON: as good as any other rubbish.
    return undefined;
  }
}
