import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPE_NAMES, type Scope } from '../../protocol/scopes.ts';
import { createKeyRing } from '../auth/api-keys.ts';
import { RIGHTS } from '../auth/permissions.ts';
import { AGENT_COMMANDS, SYSTEM_COMMANDS, VISITOR_COMMANDS } from '../gateway/matrix.fixture.ts';
import { apiRoutes, type HttpParts } from './create-app.ts';
import { type Asked, CASES, type Case } from './testing/matrix-cases.ts';
import { fillShop, type MatrixShop, type Person } from './testing/matrix-shop.ts';
import { type Answered, type RestKit, serveRest } from './testing/rest-kit.ts';

const stub = new Proxy({}, { get: () => new Proxy({}, { get: () => ({}) }) }) as HttpParts;
const ROUTES = apiRoutes(stub).map((route) => ({ ...route, name: `${route.method} ${route.path}` }));
type Listed = (typeof ROUTES)[number];

const PEOPLE: Person[] = ['chat', 'reports', 'admin', 'owner'];
/** What the people of the fixture hold, said once more in the plainest way. */
const HOLDS: Record<Person, readonly string[]> = {
  chat: ['chat'],
  reports: ['reports'],
  admin: ['chat', 'reports', 'settings', 'unblock', ...Object.keys(RIGHTS)],
  owner: ['chat', 'reports', 'settings', 'unblock', ...Object.keys(RIGHTS)],
};
const mayPerson = ({ access, only }: Case, who: Person): boolean =>
  access !== undefined && (access === 'any' || HOLDS[who].includes(access)) && (only?.includes(who) ?? true);

let server: RestKit;
let oak: MatrixShop;
let elm: MatrixShop;
/** A key of `shop` with these scopes. */
let bearer: (scopes: Scope[], shop?: string) => Promise<Record<string, string>>;
beforeAll(async () => {
  // The matrix asks more than any address may.
  const unlimited = { takeAll: async () => 0 };
  const attempt = { waitMs: 0, passed: async () => {}, undecided: async () => {} };
  const throttle = { attempt: async () => attempt, takeMail: async () => 0 };
  server = await serveRest({ ephemeral: unlimited, throttle });
  oak = await fillShop(server, 'oak', 'quercus');
  elm = await fillShop(server, 'elm', 'ulmus');
  const ring = createKeyRing(server.store.apiKeys, Date.now);
  const made = new Map<string, Promise<string>>();
  bearer = async (scopes, shop = 'oak') => {
    const name = `${shop} ${scopes}`;
    const word = (shop === 'oak' ? oak : elm).things.chatter;
    const make = async () => (await ring.make({ shop, agent: word }, { name: word, scopes })).secret;
    if (!made.has(name)) made.set(name, make());
    return { authorization: `Bearer ${await made.get(name)}` };
  };
});
afterAll(() => server.stop());

const byCookie = (cookie: string) => ({ cookie, origin: server.origin });
const person = async (of: MatrixShop, who: Person) => byCookie(await of.signIn(who));

async function send({ method, path }: Listed, asked: Asked, who: Record<string, string>): Promise<Answered> {
  const filled = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(asked.at?.[part] ?? 'none'));
  return server.raw(method.toUpperCase(), filled.replace('/api/v1', ''), asked.body, { ...who, ...asked.headers });
}

/** An answer, checked: nothing of the other shop is in it that was not in the request. */
async function hear(route: Listed, asked: Asked, who: Record<string, string>, stranger: MatrixShop): Promise<Answered> {
  const answer = await send(route, asked, who);
  const said = JSON.stringify(asked);
  const text = JSON.stringify([answer.body, [...answer.headers]]);
  const hidden = CASES[route.name]?.tellsAll ? [] : [...stranger.own];
  const leaked = hidden.filter((words) => text.includes(words) && !said.includes(words));
  expect(leaked, `${route.name} told of another shop`).toEqual([]);
  expect(answer.status, `${route.name} failed: ${text}`).toBeLessThan(500);
  return answer;
}

function expectLetIn({ name }: Listed, { gives, access, scope }: Case, { status, body }: Answered, who: string): void {
  const about = `${name} as ${who}: ${status} ${JSON.stringify(body)}`;
  if (gives) expect(body.code, about).toBe(gives);
  else if (access || scope) expect(status, about).toBeLessThan(300);
  else expect(['unauthorised', 'forbidden', 'wrong_origin'], about).not.toContain(body?.code);
}

const expectRefused = ({ name }: Listed, { status, body }: Answered, as: number, who: string): void => {
  const code = { 401: 'unauthorised', 403: 'forbidden', 404: 'not_found' }[as];
  expect({ status, code: body.code }, `${name} as ${who}`).toEqual({ status: as, code });
};

describe('who may call a route', () => {
  it('[MX1] is written down twice, in the table of routes and in this test, and both say the same', () => {
    expect(Object.keys(CASES).sort()).toEqual(ROUTES.map(({ name }) => name).sort());
    for (const { name, access, scope } of ROUTES) {
      const { access: told, scope: toldScope } = CASES[name] ?? {};
      expect({ access, scope }, name).toEqual({ access: told, scope: toldScope });
    }
    const needed = new Set(ROUTES.flatMap(({ scope }) => scope ?? []));
    expect([...needed].sort()).toEqual([...SCOPE_NAMES].sort());
  });

  describe.each(ROUTES.map((route) => ({ route, name: route.name })))('$name', ({ route, name }) => {
    const test = CASES[name] as Case;
    const isOpen = !test?.access && !test?.scope;

    it('[MX2] lets in nobody who is not known, or not any more, unless it is for everybody', async () => {
      const asked = await test.ask(oak.things, 'owner');
      const strangers = { nobody: { origin: server.origin }, 'somebody who was let go': byCookie(oak.goneCookie) };
      for (const [who, headers] of Object.entries(strangers)) {
        const answer = await hear(route, asked, headers, elm);
        if (isOpen) expectLetIn(route, test, answer, who);
        else expectRefused(route, answer, 401, who);
      }
    });

    it('[MX3] takes a key with its one scope, and no other', async () => {
      const { scope } = test;
      const others = SCOPE_NAMES.filter((one) => one !== scope);
      const asked = await test.ask(oak.things, 'key');
      const without = await hear(route, asked, await bearer(others), elm);
      if (isOpen) return expectLetIn(route, test, without, 'a key');
      expectRefused(route, without, 403, 'a key without the scope');
      if (scope) expectLetIn(route, test, await hear(route, asked, await bearer([scope]), elm), `a key with ${scope}`);
    });

    it('[MX4] takes a person with its permission, and no other', async () => {
      for (const who of PEOPLE) {
        const asked = await test.ask(oak.things, who);
        const answer = await hear(route, asked, await person(oak, who), elm);
        if (isOpen || mayPerson(test, who)) expectLetIn(route, test, answer, who);
        else expectRefused(route, answer, 403, who);
      }
    });

    it('[MX5] knows nothing of one shop when another asks, whatever they may do in their own', async () => {
      let asked = await test.ask(oak.things, 'owner');
      const callers = { owner: await person(elm, 'owner'), key: await bearer([...SCOPE_NAMES], 'elm') };
      for (const [who, headers] of Object.entries(callers)) {
        if (!asked.at) asked = await test.ask(oak.things, 'owner');
        const answer = await hear(route, asked, headers, oak);
        const about = `the ${who} of another shop`;
        if (who === 'key' && !isOpen && !test.scope) expectRefused(route, answer, 403, about);
        else if (asked.at && !test.named && !isOpen) expectRefused(route, answer, 404, about);
        else expectLetIn(route, test, answer, about);
      }
      // What they tried to take away or change is there, for whoever it belongs to.
      if (!asked.at) return;
      const after = await hear(route, asked, await person(oak, 'owner'), elm);
      expectLetIn(route, test, after, 'the owner, afterwards');
    });
  });
});

describe('what a request names besides', () => {
  it('[MX6] finds nothing of another shop', async () => {
    const { things } = elm;
    const [visitor, conversation, webhook] = [
      await things.visitor(),
      await things.conversation(),
      await things.delivery(),
    ];
    await things.order();
    const key = await bearer([...SCOPE_NAMES]);
    const get = async (path: string) => (await server.raw('GET', path, undefined, key)).body;
    const empty: [path: string, list: string][] = [
      [`/conversations?visitor=${visitor}`, 'conversations'],
      [`/conversations?assignee=${things.chatter}`, 'conversations'],
      ['/conversations?department=ulmus%20sales', 'conversations'],
      ['/conversations?query=ulmus', 'conversations'],
      ['/visitors?email=o@ulmus.test', 'visitors'],
      ['/catalogue/orders?email=o@ulmus.test', 'orders'],
      [`/webhooks/deliveries?webhook=${webhook}`, 'deliveries'],
      ['/agents?query=ulmus', 'agents'],
    ];
    for (const [path, list] of empty) expect((await get(path))[list], path).toEqual([]);

    const mine = await oak.things.conversation();
    const command = (body: object) =>
      server.raw('POST', `/conversations/${mine}/commands`, { as: oak.things.chatter, ...body }, key);
    const say = { type: 'message.send', content: { type: 'text', text: 'X' } };
    const refusals: [object, string][] = [
      [{ ...say, as: things.chatter }, 'not_found'],
      [{ ...say, conversation }, ''],
      [{ type: 'conversation.assign', agent: things.chatter }, 'not_found'],
      [{ type: 'conversation.move', department: 'ulmus sales' }, 'unknown_department'],
    ];
    for (const [body, code] of refusals) {
      expect((await command(body)).body.code ?? '', JSON.stringify(body)).toBe(code);
    }
    // Only the path says which conversation is meant.
    const theirs = await server.conversations.readAsTeam('elm', conversation, { after: 0 });
    expect(JSON.stringify(theirs)).not.toContain('"X"');
  });

  it('[MX6] is nobody else’s session or file', async () => {
    const route = ROUTES.find(({ name }) => name === 'delete /api/v1/account/sessions/:id') as Listed;
    const id = await oak.things.session('chat');
    expectRefused(route, await send(route, { at: { id } }, await person(oak, 'owner')), 404, 'a colleague');
    expect(await server.store.people.session(id)).toBeDefined();

    const upload = await CASES['post /api/v1/files']?.ask(elm.things, 'chat');
    const { body } = await server.raw('POST', '/files', upload?.body, {
      ...(await person(elm, 'chat')),
      ...upload?.headers,
    });
    expect((await server.ask(body.url)).status).toBe(200);
    expect((await server.ask(body.url.replace('/elm/', '/oak/'))).status).toBe(404);
    const mine = await oak.things.conversation();
    const content = { type: body.type, file: body.file };
    const answer = await server.raw(
      'POST',
      `/conversations/${mine}/commands`,
      { type: 'message.send', content },
      await person(oak, 'chat'),
    );
    expect(answer.body.code).toBe('unknown_file');
  });
});

describe('commands over REST', () => {
  const asks = async (shop: MatrixShop, conversation: string, body: object) =>
    server.raw(
      'POST',
      `/conversations/${conversation}/commands`,
      body,
      await bearer(['conversations:write'], shop.things.shop),
    );

  it.each(Object.entries(AGENT_COMMANDS))(
    '[MX7] %s is a key’s, in the name of somebody who may',
    async (type, about) => {
      const id = await oak.things.conversation();
      const as = oak.things.chatter;
      const fields = (given: Record<string, unknown> = {}) =>
        Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === 'a_priya' ? as : value]));
      for (const [before, given] of about.before ?? []) await asks(oak, id, { type: before, as, ...fields(given) });
      const command = {
        type,
        ...fields(about.fields),
        ...(type === 'conversation.move' && { department: 'quercus sales' }),
      };
      const before = JSON.stringify(await server.conversations.row('oak', id));
      for (const reporter of [as.replace('chat', 'reports'), as.replace('chat', 'gone')]) {
        expect(await asks(oak, id, { ...command, as: reporter })).toMatchObject({
          status: reporter.endsWith('gone') ? 404 : 409,
        });
      }
      expect((await asks(elm, id, { ...command, as: elm.things.chatter })).status).toBe(404);
      expect(JSON.stringify(await server.conversations.row('oak', id))).toBe(before);
      const expected = type === 'conversation.unblock' ? 403 : 200;
      expect((await asks(oak, id, { ...command, as })).status).toBe(expected);
    },
  );

  it.each(Object.entries({ ...SYSTEM_COMMANDS, ...VISITOR_COMMANDS }).filter(([type]) => !(type in AGENT_COMMANDS)))(
    '[MX8] %s is taken from no key and no person',
    async (type, fields) => {
      const id = await oak.things.conversation();
      const before = JSON.stringify(await server.conversations.row('oak', id));
      expect(await asks(oak, id, { type, as: oak.things.chatter, ...fields })).toMatchObject({ status: 400 });
      const owner = await person(oak, 'owner');
      expect((await server.raw('POST', `/conversations/${id}/commands`, { type, ...fields }, owner)).status).toBe(400);
      expect(JSON.stringify(await server.conversations.row('oak', id))).toBe(before);
    },
  );
});
