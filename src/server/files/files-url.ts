import { resolve } from 'node:path';
import * as v from 'valibot';
import { readS3Location, S3_FORM, type S3Location } from './s3-location.ts';

/** Where files are kept: a folder of this machine, or a bucket that several machines share. */
export type FilesPlace = { kind: 'disk'; dir: string } | ({ kind: 's3' } & S3Location);

/** What `FILES_URL` may hold, in words. */
export const FILES_FORMS = `file:<directory>, or ${S3_FORM} (signs of the secret such as / and + percent-encoded)`;

/** Reads `FILES_URL`. */
export const FilesUrl = v.union([
  v.pipe(
    v.string(),
    v.regex(/^file:[^\0]+$/),
    v.transform(
      (url): FilesPlace => ({ kind: 'disk', dir: resolve(url.slice('file:'.length).replace(/^\/\/(?=\/)/, '')) }),
    ),
  ),
  v.pipe(
    v.string(),
    v.check((url) => readS3Location(url) !== undefined),
    v.transform((url): FilesPlace => ({ kind: 's3', ...readS3Location(url)! })),
  ),
]);
