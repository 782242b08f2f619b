/** A line of a benchmark's table: a figure beside its baseline, and whether the bound holds. */
export interface Row {
  measured: string;
  baseline: string;
  is: string;
  bound: string;
  holds: string;
}

export type Note = (name: string, holds: boolean, row: Omit<Row, 'holds'>) => void;

/** Tells each line as it comes; `finish` prints them, and a bound that does not hold becomes the exit code 1. */
export function createReport(): { note: Note; finish(): void } {
  const rows: Record<string, Row> = {};
  return {
    note(name, holds, row) {
      rows[name] = { ...row, holds: holds ? 'yes' : 'NO' };
      console.error(name, ...Object.values(rows[name]));
    },
    finish() {
      console.table(rows);
      if (Object.values(rows).some(({ holds }) => holds === 'NO')) process.exitCode = 1;
    },
  };
}
