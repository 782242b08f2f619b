/** What was erased when, and by whom: nothing of the person. */
export interface ErasureTable {
  shop: string;
  id: string;
  at: number;
  by: string;
  named: string;
  visitors: number;
  conversations: number;
  entries: number;
  files: number;
}
