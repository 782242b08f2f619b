/** A device that a visitor can be reached on. `id` is a hash of its address. */
export interface PushDeviceTable {
  shop: string;
  id: string;
  visitor: string;
  /** JSON. */
  device: string;
  registered_at: number;
}
