/** More bytes than allowed arrived, or were announced. */
export class TooLarge extends Error {
  constructor() {
    super('The body is too large');
    this.name = 'TooLarge';
  }
}

/**
 * Reads a request's body, never holding more than `limit` bytes.
 * @throws TooLarge
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new TooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > limit) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
