import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type RestKit, serveRest, visitorId } from './testing/rest-kit.ts';

let server: RestKit;
let key: Ask;
beforeAll(async () => {
  server = await serveRest();
  key = await server.key();
});
afterAll(() => server.stop());

const text = (words: string) => ({ type: 'message.send', content: { type: 'text', text: words } });
const entriesOf = async (id: string) => (await key('GET', `/conversations/${id}/entries`)).body.entries;

describe('commands to conversations', () => {
  it('[RA23] speak in the name of an agent who may chat', async () => {
    const id = await server.says(visitorId(1), 'Hello');
    const done = await key('POST', `/conversations/${id}/commands`, { ...text('Good day'), as: 'a_ann' });
    expect(done.status).toBe(200);
    const entries = await entriesOf(id);
    expect(done.body).toEqual({ id: expect.any(String), conversation: id, position: entries.length });
    expect(entries.at(-1)).toMatchObject({
      kind: 'message.sent',
      by: { role: 'agent', id: 'a_ann', name: 'Ann' },
      command: done.body.id,
    });
    expect((await key('GET', `/conversations/${id}`)).body.row).toMatchObject({ status: 'assigned' });
  });

  it('[RA23] need a name when a key asks, of a colleague who exists and may chat', async () => {
    const id = await server.says(visitorId(2), 'Hello');
    const path = `/conversations/${id}/commands`;
    expect(await key('POST', path, text('x'))).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(await key('POST', path, { ...text('x'), as: 'a_nobody' })).toMatchObject({ status: 404 });
    expect(await key('POST', path, { ...text('x'), as: 'a_elm' })).toMatchObject({ status: 404 });
    expect(await key('POST', path, { ...text('x'), as: 'a_rep' })).toMatchObject({ body: { code: 'not_assignable' } });
    expect(await entriesOf(id)).not.toContainEqual(expect.objectContaining({ kind: 'handoff.accepted' }));
  });

  it('[RA23] of a person are made in their own name alone', async () => {
    const id = await server.says(visitorId(3), 'Hello');
    const person = await server.person(['chat']);
    const path = `/conversations/${id}/commands`;
    expect((await person('POST', path, { ...text('x'), as: 'a_ann' })).status).toBe(403);
    expect((await person('POST', path, text('Mine'))).status).toBe(200);
    expect((await entriesOf(id)).at(-1).by.name).toBe('Person');
  });

  it('[RA23] have the permissions of the agent: who may not unblock cannot by a key either', async () => {
    const id = await server.says(visitorId(4), 'Hello');
    const path = `/conversations/${id}/commands`;
    expect((await key('POST', path, { type: 'conversation.block', as: 'a_ann' })).status).toBe(200);
    const refused = await key('POST', path, { type: 'conversation.unblock', as: 'a_ann' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('[RA24] follow the rules of the conversation; what is refused is a problem with its code', async () => {
    const id = await server.says(visitorId(5), 'Hello');
    const path = `/conversations/${id}/commands`;
    const as = 'a_ann';
    const close = { type: 'conversation.close', as, survey: true, department: 'Sales' };
    expect((await key('POST', path, { ...close, department: 'None' })).body.code).toBe('unknown_department');
    expect((await key('POST', path, close)).status).toBe(200);
    expect(await key('POST', path, { ...text('late'), as })).toMatchObject({ status: 409, body: { code: 'closed' } });
    expect((await key('POST', path, { type: 'conversation.reopen', as })).status).toBe(200);
    expect((await key('POST', path, { type: 'note.add', as, text: '' })).body.code).toBe('invalid');
    expect((await key('POST', path, { type: 'message.fly', as })).body.code).toBe('invalid');
    const product = { type: 'message.send', as, content: { type: 'products', products: ['p-none'] } };
    expect((await key('POST', path, product)).body.code).toBe('unknown_product');
    expect((await key('POST', path, { ...product, content: { type: 'products', products: ['p-mug'] } })).status).toBe(
      200,
    );
  });

  it('[RA24] that have not seen the owner are overtaken; without `seen` all has been seen', async () => {
    const id = await server.says(visitorId(6), 'Hello');
    const path = `/conversations/${id}/commands`;
    const person = await server.person(['chat']);
    await person('POST', path, text('I take this'));
    const late = await key('POST', path, { ...text('No, I'), as: 'a_ann', seen: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'overtaken' } });
    expect((await key('POST', path, { ...text('Thank you'), as: 'a_ann' })).status).toBe(200);
  });

  it('[RA15] with an id of their own take effect once, from whomever the id comes first', async () => {
    const id = await server.says(visitorId(7), 'Hello');
    const path = `/conversations/${id}/commands`;
    const note = { type: 'note.add', as: 'a_ann', text: 'Once', id: randomUUID() };
    const first = await key('POST', path, note);
    expect(await key('POST', path, note)).toMatchObject({ status: 200, body: first.body });
    const person = await server.person(['chat']);
    const { as: _, ...theirs } = note;
    expect((await person('POST', path, theirs)).body.code).toBe('id_taken');
    expect((await entriesOf(id)).filter((one: { kind: string }) => one.kind === 'note.added')).toHaveLength(1);
  });
});
