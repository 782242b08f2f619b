import { hostile, nearlyValid } from './mutate.ts';

type Random = () => number;

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
}
interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, Schema> };
}

export interface RequestFuzz {
  /** One request after the other until `more` says no. Resolves with their number. */
  run(more: () => boolean): Promise<number>;
  faults: string[];
}

/** Beyond the API: what else the server answers. */
const PAGES = [
  '/',
  '/shopbell.js',
  '/chat',
  '/demo/',
  '/inbox/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/v/0.1.0/manifest.json',
  '/stream',
  '/stream/frame',
  '/files/demo/x',
];

/** Requests to every operation of the API description, and beside it, by whoever the headers of `callers` name. */
export async function createRequestFuzz(options: {
  origin: string;
  callers: Record<string, string>[];
  random: Random;
  onRequest(): void;
}): Promise<RequestFuzz> {
  const { origin, random } = options;
  const answer = await fetch(`${origin}/api/openapi.json`);
  const description = (await answer.json()) as Description;
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // Signing out would make the rest of the run a stranger's.
      .filter(([method]) => !(method === 'delete' && /session/.test(path)))
      .map(([method, operation]) => ({ path, method, operation })),
  );
  const faults: string[] = [];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

  function sampleOf(schema: Schema | undefined, depth = 0): unknown {
    if (!schema || depth > 6) return hostile(random);
    if (schema.$ref) return sampleOf(description.components.schemas?.[schema.$ref.split('/').at(-1) ?? ''], depth + 1);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const either = schema.anyOf ?? schema.oneOf;
    if (either) return sampleOf(pick(either), depth + 1);
    if (schema.properties) {
      return Object.fromEntries(
        Object.entries(schema.properties).map(([name, one]) => [name, sampleOf(one, depth + 1)]),
      );
    }
    if (schema.type === 'array') return [sampleOf(schema.items, depth + 1)];
    if (schema.type === 'number' || schema.type === 'integer') return Math.floor(random() * 100);
    if (schema.type === 'boolean') return random() < 0.5;
    return pick(['demo', 'x', 'Size guide', 'ada@example.com', 'en', 'EUR', 'https://shop.example.com']);
  }

  const word = (): string =>
    encodeURIComponent(
      String(JSON.stringify(hostile(random)))
        .slice(0, 300)
        .replace(/\p{Surrogate}/gu, '?'),
    );

  function bodyOf(operation: Operation): { body?: string; type?: string } {
    const [type, { schema } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (!type) return random() < 0.1 ? { body: '{}', type: 'application/json' } : {};
    const value = sampleOf(schema);
    const sent = random() < 0.5 ? value : nearlyValid(value, random);
    const text = JSON.stringify(sent) ?? '';
    const chance = random();
    if (chance < 0.05) return { body: text.slice(0, text.length / 2), type: 'application/json' };
    if (chance < 0.1)
      return { body: text, type: pick(['text/plain', 'image/png', 'application/x-www-form-urlencoded']) };
    return { body: text, type: type.includes('*') ? 'image/png' : type };
  }

  async function ask(): Promise<void> {
    const { path, method, operation } = pick(operations);
    const beside = random() < 0.1;
    const place = beside
      ? pick(PAGES) + (random() < 0.5 ? `/${word()}` : '')
      : path.replace(/\{\w+\}/g, () =>
          random() < 0.5 ? word() : pick(['demo', 'a_owner', 'x', '1', 'c_AAAAAAAAAAAAAAAA']),
        );
    const query = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query' && random() < 0.5)
      .map(({ name }) => `${name}=${random() < 0.5 ? word() : Math.floor(random() * 100)}`);
    const { body, type } = bodyOf(operation);
    const verb = beside ? pick(['GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE']) : method.toUpperCase();
    const bodied = !['GET', 'HEAD'].includes(verb);
    const headers: Record<string, string> = {
      ...pick(options.callers),
      ...(random() < 0.85 && { origin }),
      ...(random() < 0.05 && { origin: pick(['null', 'https://evil.example', 'not an origin']) }),
      ...(bodied && type && { 'content-type': type }),
      ...(random() < 0.1 && { 'idempotency-key': pick(['a', 'b', 'x'.repeat(300)]) }),
      ...(random() < 0.05 && { range: 'bytes=0-1', 'if-none-match': '"x"', 'accept-encoding': 'br;q=nonsense' }),
    };
    options.onRequest();
    const response = await fetch(`${origin}${place}${query.length > 0 ? `?${query.join('&')}` : ''}`, {
      method: verb,
      headers,
      redirect: 'manual',
      ...(bodied && body !== undefined && { body }),
    });
    await response.arrayBuffer();
    // 503 is an honest answer of a server that is asked too much; any other 5xx is a fault of ours.
    if (response.status >= 500 && response.status !== 503) faults.push(`${verb} ${place} answered ${response.status}`);
  }

  return {
    faults,
    async run(more) {
      let asked = 0;
      while (more()) {
        await ask().catch((error: unknown) => {
          faults.push(`a request broke: ${error instanceof Error ? `${error.stack} ${String(error.cause)}` : error}`);
        });
        asked += 1;
      }
      return asked;
    },
  };
}
