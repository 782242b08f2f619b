import type { PushDevice } from '../../protocol/push.ts';

/** A device as it is kept. */
export interface StoredDevice {
  /** Of its address, so that the same device is one. */
  id: string;
  device: PushDevice;
}

/** Where visitors can be reached while they are away. */
export interface PushDevices {
  /** A device is one visitor's: whoever registers it last. Of one visitor the newest ten are kept. */
  put(shop: string, visitor: string, device: StoredDevice, at: number): Promise<void>;
  /** Newest first. */
  ofVisitor(shop: string, visitor: string): Promise<StoredDevice[]>;
  /** With `visitor`, only if it is theirs. */
  drop(shop: string, id: string, visitor?: string): Promise<void>;
}
