const KIB = 1024;

/** `412 KB`, `1.4 MB`: as people read the size of a file. */
export function fileSize(bytes: number): string {
  if (bytes < KIB * KIB) return `${Math.max(1, Math.round(bytes / KIB))} KB`;
  return `${(bytes / KIB / KIB).toFixed(1).replace('.0', '')} MB`;
}
