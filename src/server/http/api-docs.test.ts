import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTables } from '../../protocol/api-tables.ts';
import { SCOPE_NAMES } from '../../protocol/scopes.ts';
import { createKeyRing } from '../auth/api-keys.ts';
import { type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
const run = promisify(execFile);

let server: RestKit;
beforeAll(async () => {
  server = await serveRest();
});
afterAll(() => server.stop());

describe('docs/api.md', () => {
  it('[RA46] lists the scopes and the refusals of the code', () => {
    expect(withTables(page)).toBe(page);
    for (const name of SCOPE_NAMES) expect(page).toContain(`| \`${name}\` |`);
  });

  it('[RA46] has examples that work as they stand', async () => {
    const conversation = await server.says(visitorId(1), { type: 'handoff.request' });
    const { secret } = await createKeyRing(server.store.apiKeys, Date.now).make(
      { shop: 'oak', agent: 'a_ann' },
      { name: 'Docs', scopes: SCOPE_NAMES },
    );
    const env = { ...process.env, SHOPBELL: server.origin, KEY: secret, CONVERSATION: conversation, AGENT: 'a_ann' };
    const examples = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code ?? '');
    expect(examples.length).toBeGreaterThanOrEqual(3);
    const answers: string[] = [];
    for (const example of examples) answers.push((await run('sh', ['-c', example], { env })).stdout);
    expect(JSON.parse(answers[0]!).conversations).toMatchObject([{ conversation, status: 'queued' }]);
    expect(JSON.parse(answers[1]!)).toMatchObject({ conversation, position: expect.any(Number) });
    expect(JSON.parse(answers[2]!)).toEqual({ added: 1, replaced: 0 });
    expect(answers[3]).toContain('Your parcel is on its way.');
    const again = await run('sh', ['-c', examples[1]!], { env });
    expect(again.stdout).toBe(answers[1]);
  });
});
