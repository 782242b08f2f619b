import { isDeepStrictEqual } from 'node:util';
import type { AgentCommand } from '../../protocol/commands.ts';
import type { AgentHello, AgentSignal } from '../../protocol/frames.ts';
import { may } from '../auth/permissions.ts';
import { topics } from '../bus/bus.ts';
import type { Sender } from '../conversations/conversations.ts';
import { StateTooNew } from '../conversations/state-too-new.ts';
import type { Arrival } from '../http/origins.ts';
import { createAgentList } from './agent-list.ts';
import { createAgentWatch } from './agent-watch.ts';
import { announceTab, hearTab } from './announce-tab.ts';
import type { SignedInAgent } from './collaborators.ts';
import type { Link } from './link.ts';
import { readAgentFrame } from './read-frame.ts';
import { createQueue, type LiveSession, type SessionParts } from './session-parts.ts';
import { agentTopic, isAccountSignal, listSignal } from './signals.ts';

/** How often the cookie is asked again whether it still opens a session, and presence is looked at, ms. */
const RECHECK_MS = 30_000;

/** [GW30–GW36] A team member's socket from hello to close. Undefined when the hello was refused. */
export async function openAgentSession(
  parts: SessionParts,
  link: Link,
  arrival: Arrival,
  hello: AgentHello,
): Promise<LiveSession | undefined> {
  if (!(await parts.allowOrigin(arrival.headers.origin, undefined, parts.origins.own(arrival)))) {
    link.close('forbidden');
    return undefined;
  }
  const signedIn = await whoIs(parts, arrival);
  if (!signedIn) {
    link.close('unauthorised');
    return undefined;
  }
  link.shop = signedIn.shop.id;
  const epoch = await parts.conversations.epoch();
  if (!link.open()) return undefined;
  const { me, shop } = signedIn;
  link.writer.send({ type: 'welcome', agent: me, shop, epoch });
  return liveAgent(parts, link, hello, signedIn, () => whoIs(parts, arrival));
}

function liveAgent(
  parts: SessionParts,
  link: Link,
  hello: AgentHello,
  { me, shop, face }: SignedInAgent,
  askAgain: () => Promise<SignedInAgent | undefined>,
): LiveSession {
  const { conversations, hub, clock, limits } = parts;
  const { writer } = link;
  const topic = agentTopic(shop.id, me.id);
  const sender: Sender = { role: 'agent', shop: shop.id, agent: face, permissions: me.permissions };
  const fail = (error: unknown): void => (error instanceof StateTooNew ? link.close('restarting') : link.fail(error));
  const commands = createQueue(fail);
  const rechecks = createQueue(fail);
  const watch = createAgentWatch(parts, link, { shop: shop.id, agent: me.id, by: { role: 'agent', ...face } });
  const list = createAgentList(parts, link, { shop: shop.id, me, reads: watch.has });

  /** An ended session closes the socket; a change of the account has its tab come again, as whoever they are now. */
  const lookAgain = async (): Promise<void> => {
    const now = await askAgain();
    if (!now) link.close('unauthorised');
    else if (!isDeepStrictEqual(now.me, me)) link.close('restarting');
  };

  const stops = [
    hub.follow(topic, {
      signal(payload) {
        if (isAccountSignal(payload)) void rechecks(lookAgain);
        hearTab(parts, link, hello.client, payload);
      },
    }),
  ];
  if (may(me, 'chat')) {
    stops.push(
      hub.follow(topics.lists(shop.id), {
        signal(payload) {
          const changed = listSignal(payload);
          if (changed) list.changed(changed);
        },
      }),
    );
  }
  if (hello.client) announceTab(parts, link, topic, hello.client);

  let timer: unknown;
  const recheck = (): void => {
    timer = clock.setTimeout(recheck, RECHECK_MS);
    list.recheck();
    void rechecks(lookAgain);
  };
  timer = clock.setTimeout(recheck, RECHECK_MS);

  /** @param heard when the frame came, by the process's own clock, ms */
  async function run(command: AgentCommand, heard: number): Promise<void> {
    const { id, conversation } = command;
    if (textOf(command).length > limits.textLength) {
      link.refuse(id, 'text_too_long', { conversation });
      return;
    }
    const result = await conversations.execute(sender, command);
    if (result.ok) {
      writer.send({ type: 'ack', id, conversation: result.conversation, position: result.seq });
      parts.meters?.acked((performance.now() - heard) / 1000);
    } else link.refuse(id, result.code, { conversation, retryAfterMs: result.retryAfterMs });
  }

  function hear(signal: AgentSignal): void {
    if (signal.type === 'ping') writer.send({ type: 'pong' });
    else if (signal.type === 'pong') return;
    else if (!may(me, 'chat')) link.ignored(signal.type);
    else if (signal.type === 'watch_list') list.watch(signal.folder, signal.before);
    else watch.receive(signal);
  }

  return {
    receive(text) {
      const read = readAgentFrame(text);
      const heard = performance.now();
      if (read.at === 'command') void commands(() => run(read.command, heard));
      else if (read.at === 'signal') hear(read.signal);
      else if (read.at === 'refused') link.refuse(read.id, read.code);
      else link.close('badFrame');
    },
    end() {
      clock.clearTimeout(timer);
      for (const stop of stops) stop();
      watch.stop();
      list.stop();
    },
  };
}

const whoIs = ({ sessions, origins }: SessionParts, arrival: Arrival): Promise<SignedInAgent | undefined> =>
  sessions.fromCookie(arrival.headers.cookie, origins.own(arrival).startsWith('https:'));

function textOf(command: AgentCommand): string {
  if (command.type === 'note.add') return command.text;
  return command.type === 'message.send' && command.content.type === 'text' ? command.content.text : '';
}
