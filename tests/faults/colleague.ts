import { createAgentClient } from '../../src/client/agent-client.ts';
import type { WireEntry } from '../../src/protocol/entries.ts';
import { platformOf } from './platform.ts';
import type { Sent } from './shopper.ts';

export interface Colleague {
  sent: readonly Sent[];
  open(): number;
  failures(): string[];
  describe(): string;
  /** The conversation on the screen, and what it shows. */
  view(): { conversation: string; entries: readonly WireEntry[] } | undefined;
  /** Writes nothing more. */
  rest(): void;
  stop(): void;
}

/** A person of the team with the real client, who goes from one of their conversations to the next and answers. */
export function startColleague(options: {
  port: number;
  origin: string;
  cookie: string;
  name: string;
  /** Theirs alone: nobody else answers there. */
  conversations(): string[];
  paceMs: number;
  random(): number;
}): Colleague {
  const { random, paceMs } = options;
  const sent: Sent[] = [];
  const failures: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const client = createAgentClient({
    url: `ws://127.0.0.1:${options.port}/ws`,
    platform: platformOf({ origin: options.origin, cookie: options.cookie }, random),
    onAlert: () => undefined,
    onRefused: (command, code) => void failures.push(`${command.type}: ${code}`),
  });
  client.start();
  client.watchFolder('mine');
  const answer = (): void => {
    const open = client.state().open;
    const head = open?.entries.at(-1)?.position;
    if (open && head !== undefined) {
      const { conversation } = open;
      const text = `${options.name} answers, ${sent.length + 1}`;
      const content = { type: 'text', text } as const;
      sent.push({
        conversation,
        text,
        command: client.send({ type: 'message.send', conversation, content, seen: head }),
      });
    }
    const theirs = options.conversations();
    const next = theirs[Math.floor(random() * theirs.length)];
    if (next) client.open(next);
    timer = setTimeout(answer, paceMs * (0.5 + random()));
  };
  timer = setTimeout(answer, paceMs);
  return {
    sent,
    open: () => client.state().outbox.length,
    failures: () => failures,
    describe: () => JSON.stringify({ name: options.name, ...client.state().connection, outbox: client.state().outbox }),
    view: () => client.state().open,
    rest: () => clearTimeout(timer),
    stop() {
      clearTimeout(timer);
      client.stop();
    },
  };
}

/** Signs in over HTTP and returns the cookie. */
export async function signIn(origin: string, email: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'demo-demo' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`${email} cannot sign in: ${answer.status}`);
  return cookie;
}
