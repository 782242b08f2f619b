import { createDiskFiles } from './disk.ts';
import type { Files } from './files.ts';
import type { FilesPlace } from './files-url.ts';
import { createS3Files } from './s3.ts';

/** The place for files that the environment names. */
export const openFiles = (place: FilesPlace): Files =>
  place.kind === 's3' ? createS3Files(place) : createDiskFiles({ dir: place.dir });
