import type { PageView, VisitorHello, VisitorSignal } from '../../protocol/frames.ts';
import { type BusListener, topics } from '../bus/bus.ts';
import { epochOf } from '../conversations/erased-signal.ts';
import type { Arrival } from '../http/origins.ts';
import type { PageSeen } from '../store/folders.ts';
import type { ConversationRow } from '../store/log.ts';
import { type Admitted, admitVisitor } from './admit-visitor.ts';
import { announceTab, hearTab } from './announce-tab.ts';
import type { Link } from './link.ts';
import { readVisitorFrame } from './read-frame.ts';
import type { LiveSession, SessionParts } from './session-parts.ts';
import { isRevoked } from './signals.ts';
import type { Visit } from './visit.ts';
import { beginTalk, type Talk } from './visitor-talk.ts';

const TRACK_EVERY_MS = 1000;

/** [GW10–GW29] A shopper's socket from hello to close. Undefined when the hello was refused. */
export async function openVisitorSession(
  parts: SessionParts,
  link: Link,
  arrival: Arrival,
  hello: VisitorHello,
): Promise<LiveSession | undefined> {
  const admitted = await admitVisitor(parts, link, arrival, hello);
  if (!admitted || !link.open()) return undefined;
  const visit = beginVisit(parts, link, hello, admitted);
  const session = liveVisit(parts, visit);
  try {
    await welcome(parts, visit, hello, admitted);
  } catch (error) {
    session.end();
    throw error;
  }
  if (visit.client) announceTab(parts, link, topics.visitor(visit.shop, visit.visitor), visit.client);
  if (hello.page) keepPage(parts, visit, hello.page);
  return session;
}

/** Only what stays for as long as the socket is open: neither the hello nor the settings. */
function beginVisit(
  parts: SessionParts,
  link: Link,
  { client, consent }: VisitorHello,
  { sender, generation }: Admitted,
): Visit {
  const { shop, visitor } = sender;
  const lease = parts.presence.begin(shop, visitor, link.id);
  return {
    link,
    shop,
    visitor,
    generation,
    sender,
    client,
    lease,
    consent,
    known: false,
    trackedAt: 0,
    talk: undefined,
  };
}

function liveVisit(parts: SessionParts, visit: Visit): LiveSession {
  const { hub, revocations, presence } = parts;
  const listener: BusListener = {
    wake: () => talkOf(parts, visit).refresh(),
    signal: (payload) => hear(parts, visit, payload),
  };
  const stopListening = hub.follow(topics.visitor(visit.shop, visit.visitor), listener);
  revocations.watch(visit);
  return {
    receive: (text) => receive(parts, visit, text),
    end() {
      stopListening();
      revocations.forget(visit);
      visit.talk?.stop();
      presence.end(visit.lease);
    },
  };
}

const talkOf = (parts: SessionParts, visit: Visit): Talk => {
  visit.talk ??= beginTalk(parts, visit);
  return visit.talk;
};

async function welcome(parts: SessionParts, visit: Visit, hello: VisitorHello, admitted: Admitted): Promise<void> {
  const { conversations, revocations } = parts;
  const { shop, visitor, link } = visit;
  const { token, identity, problem, settings } = admitted;
  // It may have been revoked between the hello and the listening.
  if (!admitted.minted) revocations.look(visit);
  const [stored, row] = await Promise.all([
    conversations.epoch(),
    admitted.minted ? undefined : conversations.latest(shop, visitor),
  ]);
  const epoch = epochOf(stored, row);
  visit.known = row !== undefined;
  const { after } = hello;
  const fits = after?.conversation === row?.id && after?.epoch === epoch;
  const read = await readsOf(parts, row);
  const opened = row && (await talkOf(parts, visit).open(row, fits ? after?.position : undefined));
  link.writer.send({
    type: 'welcome',
    token,
    visitor,
    identity,
    ...(problem && { problem }),
    ...(row && { conversation: row.id }),
    epoch,
    from: opened?.from ?? 1,
    entries: opened?.entries ?? [],
    read,
    settings,
  });
  opened?.follow();
}

async function readsOf(
  { store, positions }: SessionParts,
  row: ConversationRow | undefined,
): Promise<{ visitor: number; team: number }> {
  const reads = row ? await store.folders.reads(row.shop, row.id) : [];
  const far = (whose: (reader: string) => boolean): number =>
    Math.max(0, ...reads.filter(({ reader }) => whose(reader)).map(({ position }) => position));
  const seq = far((reader) => reader !== 'visitor');
  const team = row && seq > 0 ? await positions.pubAt(row.shop, row.id, seq) : 0;
  return { visitor: far((reader) => reader === 'visitor'), team };
}

/** What the visitor's own topic tells. */
function hear(parts: SessionParts, visit: Visit, payload: unknown): void {
  if (isRevoked(payload)) parts.revocations.look(visit);
  hearTab(parts, visit.link, visit.client, payload);
}

function receive(parts: SessionParts, visit: Visit, text: string): void {
  const { link } = visit;
  const read = readVisitorFrame(text);
  const heard = performance.now();
  if (read.at === 'command') talkOf(parts, visit).command(read.command, heard);
  else if (read.at === 'signal') receiveSignal(parts, visit, read.signal);
  else if (read.at === 'refused') link.refuse(read.id, read.code);
  else link.close('badFrame');
}

/** [GW22–GW26] What says nothing to anybody about a conversation is answered without one. */
function receiveSignal(parts: SessionParts, visit: Visit, signal: VisitorSignal): void {
  switch (signal.type) {
    case 'pong':
      break;
    case 'ping':
      visit.link.writer.send({ type: 'pong' });
      break;
    case 'presence':
      parts.presence.set(visit.lease, signal.state);
      break;
    case 'page':
      keepPage(parts, visit, signal);
      break;
    case 'track':
      keepTracked(parts, visit, signal);
      break;
    default:
      talkOf(parts, visit).signal(signal);
  }
}

function keepPage(parts: SessionParts, visit: Visit, { url, title }: PageView): void {
  if ((visit.consent & 2) === 0) return;
  keep(parts, visit, [{ url, ...(title !== undefined && { title }), at: parts.clock.now() }]);
}

/** [GW48] Whoever tells more than once a second is not listened to: what is tracked may be lost. */
function keepTracked(
  parts: SessionParts,
  visit: Visit,
  { url, events }: Extract<VisitorSignal, { type: 'track' }>,
): void {
  const at = parts.clock.now();
  if ((visit.consent & 2) === 0 || at < visit.trackedAt + TRACK_EVERY_MS) return;
  visit.trackedAt = at;
  keep(
    parts,
    visit,
    events.map((event) => ({ url, at, event })),
  );
}

/** In order, one after the other. */
function keep({ store }: SessionParts, { shop, visitor, link }: Visit, pages: PageSeen[]): void {
  const all = pages.reduce(
    (before, page) => before.then(() => store.folders.addPage(shop, visitor, page)),
    Promise.resolve(),
  );
  all.catch((error: unknown) => link.fail(error));
}
