import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { signIn } from '../../tests/faults/colleague.ts';
import { wait } from './bench.ts';

interface Frame {
  type: string;
  id?: string;
  code?: string;
  token?: string;
  conversation?: string;
}

const QUESTION = 'Is the linen shirt in sea mist still there in my size, and how long would it take to get here?';
const ANSWER = 'It is! We have two left in medium. Ordered before noon it leaves today, and is with you on Thursday.';

/** Between two messages, which come from either side in turn: a socket that sends more than 60 frames a second is closed. */
const PACE_MS = 9;

/** A conversation with a person of the team. */
export interface Talk {
  /** The shopper's. */
  token: string;
  /** The person of the team says something more. */
  answer(text: string): Promise<void>;
  close(): void;
}

/** A conversation of so many messages, in turns. */
export async function makeConversation(origin: string, messages: number): Promise<Talk> {
  const shopper = await open(origin);
  const colleague = await open(origin, await signIn(origin, 'jonas@demo.test'));
  const [, { token }] = await Promise.all([
    colleague.ask({ type: 'hello', protocol: 1, agent: true }, 'welcome'),
    shopper.ask({ type: 'hello', protocol: 1, shop: 'demo', locale: 'en', consent: 0 }, 'welcome'),
  ]);
  if (!token) throw new Error('The server gave no token');
  const { conversation } = await shopper.command({ type: 'handoff.request' });
  const message = (text: string): object => ({ type: 'message.send', conversation, content: { type: 'text', text } });
  const answer = async (text: string): Promise<void> => {
    await colleague.command({ ...message(text), seen: messages * 2 });
  };
  for (let n = 1; n <= messages; n++) {
    await (n % 2 ? shopper.command(message(`${n}. ${QUESTION}`)) : answer(`${n}. ${ANSWER}`));
    await wait(PACE_MS);
  }
  return {
    token,
    answer,
    close() {
      shopper.close();
      colleague.close();
    },
  };
}

async function open(origin: string, cookie?: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, 'shopbell.v1', {
    origin,
    headers: cookie ? { cookie } : {},
  });
  const waiting = new Map<string, { resolve(frame: Frame): void; reject(error: Error): void }>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    waiting.get(frame.id ?? frame.type)?.resolve(frame);
  });
  socket.on('close', (code, reason) => {
    for (const { reject } of waiting.values()) reject(new Error(`The server has closed the socket: ${code} ${reason}`));
  });
  await once(socket, 'open');
  const ask = (frame: object, answer: string): Promise<Frame> =>
    new Promise((resolve, reject) => {
      waiting.set(answer, { resolve, reject });
      socket.send(JSON.stringify(frame));
    });
  return {
    ask,
    async command(command: object): Promise<Frame> {
      const id = randomUUID();
      const answer = await ask({ ...command, id }, id);
      waiting.delete(id);
      if (answer.type === 'refused') throw new Error(`refused: ${answer.code}`);
      return answer;
    },
    close: () => socket.terminate(),
  };
}
