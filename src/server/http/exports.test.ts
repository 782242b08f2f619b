import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import { csvLine } from './csv.ts';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key(['exports:read']);
});
afterAll(() => server.stop());

const SPEECH = '=HYPERLINK("http://evil.test","click"), she said\r\nand "left"';

describe('exports', () => {
  const made: string[] = [];
  beforeAll(async () => {
    for (let n = 1; n <= 60; n++) made.push(await server.says(visitorId(n), `Question ${n}`));
    for (let n = 0; n < 110; n++) await server.says(visitorId(1), `Word ${n}`);
    await server.says(visitorId(2), SPEECH);
    await server.says(visitorId(2), 'From elsewhere', 'elm');
  });

  it('[RA40] hold every conversation with all its entries, as JSON a line', async () => {
    const { body, headers } = await key('GET', '/exports/conversations.ndjson');
    expect(headers.get('content-type')).toBe('application/x-ndjson');
    expect(headers.get('content-disposition')).toContain('conversations.ndjson');
    expect(body.endsWith('\n')).toBe(true);
    const lines = body
      .trimEnd()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    const conversations = lines.filter(({ type }: { type: string }) => type === 'conversation');
    expect(conversations.map(({ id }: { id: string }) => id).sort()).toEqual([...made].sort());
    for (const { id, entries } of conversations) {
      const own = lines.filter(
        (one: { type: string; conversation: string }) => one.type === 'entry' && one.conversation === id,
      );
      expect(own.map(({ position }: { position: number }) => position)).toEqual(
        own.map((_: unknown, index: number) => index + 1),
      );
      expect(own).toHaveLength(entries);
    }
    expect(body).not.toContain('From elsewhere');
    const none = await key('GET', `/exports/conversations.ndjson?updatedSince=${Date.now() + 60_000}`);
    expect(none.body).toBe('');
  });

  it('[RA41] as CSV have a line an entry; what would act as a formula does not', async () => {
    const { body, headers } = await key('GET', '/exports/conversations.csv');
    expect(headers.get('content-type')).toContain('text/csv');
    const [heading] = body.split('\r\n');
    expect(heading).toBe(
      '"conversation","visitor","name","email","status","department","position","at","kind","by","agent","text"',
    );
    expect(body).toContain(`"'${SPEECH.replaceAll('"', '""')}"\r\n`);
    expect(body).not.toContain('"=HYPERLINK');
    for (const bad of ['=1', '+1', '-1', '@a', '\t=1', ' =1', '\r=1', '＝1'])
      expect(csvLine([bad])).toBe(`"'${bad}"\r\n`);
    expect(csvLine(['a,b', 3, undefined, 'x "y"'])).toBe('"a,b",3,,"x ""y"""\r\n');
  });

  it('[RA40] are read as fast as they are taken, and no further once the reader has left', async () => {
    let made = 0;
    let ended = false;
    async function* source() {
      try {
        for (;;) {
          made += 1;
          yield 'x'.repeat(1000);
        }
      } finally {
        ended = true;
      }
    }
    const response = await answer({} as never, { streams: 'text/plain' }, { stream: source(), fileName: 'x' });
    const reader = response.body!.getReader();
    await reader.read();
    await reader.read();
    expect(made).toBeLessThanOrEqual(4);
    await reader.cancel();
    expect(ended).toBe(true);
  });
});
