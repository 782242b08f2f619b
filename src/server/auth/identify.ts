import type { IdentityLevel, IdentityProblem } from '../../protocol/identity.ts';
import type { CommandResult, Conversations } from '../conversations/conversations.ts';
import { commandIdOf } from '../jobs/job-id.ts';
import type { Identities } from '../store/identities.ts';
import type { People, Visitor } from '../store/people.ts';
import type { ClientProof, Person } from './client-proof.ts';
import type { HeldToken, VisitorTokens } from './visitor-tokens.ts';

/** What a page says of its shopper. */
export interface Claim {
  /** The visitor token that the browser keeps. */
  token?: string;
  clientId?: string;
  clientToken?: string;
}

/** Whose session it is, and the token that the browser keeps from now on. */
export interface Identified extends HeldToken {
  identity: IdentityLevel;
  /** Proven, or a label. */
  clientId?: string;
  /** Why the page's proof proved nothing. */
  problem?: IdentityProblem;
}

/** Undefined: the token does not hold. */
export type Identify = (shop: string, claim: Claim) => Promise<Identified | undefined>;

/** The shop's proof could not be written down now; another hello may fare better. */
export class ProofNotKept extends Error {
  override name = 'ProofNotKept';
}

/** The visitor whom the browser's token names, and what is known of them. */
interface Device extends HeldToken {
  /** Whom this visitor has been proven to be. */
  clientId?: string;
  /** Absent: they have never done anything. */
  row?: Visitor;
}

/**
 * [ID20–ID29] Who a hello comes from: the truth table of `docs/identity.md`. A token names a visitor, a proof names a
 * person, and a client id without a proof names nobody.
 */
export function createIdentify(parts: {
  tokens: Pick<VisitorTokens, 'mint' | 'reissue' | 'verify'>;
  proof: ClientProof;
  identities: Pick<Identities, 'visitorOf' | 'personOf' | 'bind'>;
  people: Pick<People, 'visitor'>;
  conversations: Pick<Conversations, 'prove'>;
}): Identify {
  const { tokens, identities, people, conversations } = parts;

  async function deviceOf(shop: string, token: string): Promise<Device | undefined> {
    const held = await tokens.verify(shop, token);
    if (!held) return undefined;
    const [person, row] = await Promise.all([
      identities.personOf(shop, held.visitor),
      people.visitor(shop, held.visitor),
    ]);
    return { ...held, ...(person && { clientId: person.clientId }), ...(row && { row }) };
  }

  /** Without a proof a session is the token's. Who names somebody else than its person is not shown that person's words. */
  async function unproven(shop: string, device: Device | undefined, label: string | undefined): Promise<Identified> {
    const same = device && (device.clientId === undefined || label === undefined || label === device.clientId);
    const { row, ...visitor }: Device = same ? device : await tokens.mint(shop);
    if (visitor.clientId !== undefined) return { ...visitor, identity: 'proven' };
    const clientId = label ?? row?.clientId;
    return { ...visitor, ...(clientId && { clientId }), identity: clientId ? 'labelled' : 'anonymous' };
  }

  async function proven(shop: string, device: Device | undefined, person: Person, proof: string): Promise<Identified> {
    const { clientId } = person;
    const before = device && mayBe(device, clientId) ? device : undefined;
    let main = await identities.visitorOf(shop, clientId);
    if (!main || (before?.row && before.visitor !== main)) main = await bind(shop, person, before, proof);
    const own = before?.visitor === main ? before : undefined;
    const row = own ? own.row : await people.visitor(shop, main);
    if (!isToldOf(row, person)) await prove(shop, main, person, proof);
    const held = own ?? (await tokens.reissue(shop, main));
    return { visitor: main, token: held.token, generation: held.generation, clientId, identity: 'proven' };
  }

  /** Makes the device's visitor, or a new one, that person's; the visitor who was so first is the session's. */
  async function bind(shop: string, person: Person, before: Device | undefined, proof: string): Promise<string> {
    const { visitor, row }: Device = before ?? (await tokens.mint(shop));
    const bound = await identities.bind(shop, person.clientId, visitor);
    // Another tab of this browser has proven somebody else meanwhile: this person begins with a clean sheet.
    if (bound.at === 'another') return bind(shop, person, undefined, proof);
    if (bound.visitor !== visitor && row && !isToldOf(row, person)) await prove(shop, visitor, person, proof);
    return bound.visitor;
  }

  /** The same token proves the same visitor once; the ledger knows it by an id made of both. */
  async function prove(shop: string, visitor: string, person: Person, proof: string): Promise<void> {
    const id = commandIdOf(`${visitor}/proof`, proof);
    const result: CommandResult = await conversations.prove(shop, visitor, { id, ...person });
    if (!result.ok) throw new ProofNotKept(`A proof could not be kept: ${result.code}`);
  }

  return async (shop, { token, clientId, clientToken }) => {
    const device = token === undefined ? undefined : await deviceOf(shop, token);
    if (token !== undefined && !device) return undefined;
    const proof = clientToken === undefined ? undefined : await parts.proof(shop, clientToken, clientId);
    if (clientToken !== undefined && proof?.ok) return proven(shop, device, proof.person, clientToken);
    const identified = await unproven(shop, device, clientId);
    return proof && !proof.ok ? { ...identified, problem: proof.problem } : identified;
  };
}

/** What was written under another id's name, proven or not, is not this person's. */
const mayBe = (device: Device, clientId: string): boolean =>
  (device.clientId ?? device.row?.clientId ?? clientId) === clientId;

/** Whether the visitor's row says already what the shop says of the person. */
const isToldOf = (row: Visitor | undefined, { clientId, email, name }: Person): boolean =>
  row?.proven === true &&
  row.clientId === clientId &&
  (email === undefined || row.email === email) &&
  (name === undefined || row.name === name);
