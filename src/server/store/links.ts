/** Which files the logs refer to: written with the entry that does, so that what nobody refers to can be swept. */
export interface Links {
  /** Those of `files` that an entry of this shop refers to. */
  linked(shop: string, files: string[]): Promise<string[]>;
}
