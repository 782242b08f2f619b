import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { CLOSE_CODES } from '../../protocol/close-codes.ts';
import { FOR_PAGES } from '../http/for-pages.ts';
import { type Arrival, arrivalBy } from '../http/origins.ts';
import type { Clock } from './collaborators.ts';
import { createWire, type Wire } from './wire.ts';

/**
 * One stream lasts so long, ms: less than the silence after which a peer counts as gone, for nothing comes up it. Its
 * reader opens the next one with its position, so that a line which died unnoticed does not last longer either.
 */
const STREAM_MS = 50_000;
/** A frame that has not been answered by then is given up, ms: its sender tries again. */
const ANSWER_MS = 15_000;
/** A page that was asked for comes within this time of the pong, or not at all, ms. */
const UNANSWERED_MS = 2000;
/** Room for the hello that every frame brings along. */
const HELLO_BYTES = 8192;
/** What answers a `sync`. */
const PAGES = new Set(['entries', 'history', 'reset']);

/** A shopper's connection where WebSockets are blocked: one request that brings frames down, one for each that goes up. */
export interface Streams {
  /** `POST /stream`, the body a hello: the frames of a session, one a line, until `{"type":"close",…}`. */
  open(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `POST /stream/frame`, the body `{hello, frame}`: the frame's own answers as a JSON array. */
  frame(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const Frame = v.looseObject({ type: v.string(), id: v.optional(v.string()) });
type Frame = v.InferOutput<typeof Frame>;
/** A shopper's: the team's app needs a socket, which keeps what it watches. */
const Hello = v.looseObject({ type: v.literal('hello'), agent: v.optional(v.undefined()) });
const Up = v.object({ hello: Hello, frame: Frame });

/** [FB1–FB8] @param accept begins a session, as for a WebSocket */
export function createStreams(options: {
  accept(wire: Wire, arrival: Arrival): void;
  /** Largest frame, bytes. */
  frameBytes: number;
  clock: Clock;
}): Streams {
  const { accept, clock } = options;

  return {
    async open(request, response) {
      const hello = await bodyOf(request, response, options.frameBytes);
      if (hello === undefined) return;
      response.writeHead(200, {
        ...FOR_PAGES,
        'content-type': 'application/x-ndjson; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // Some proxies collect an answer before they pass it on.
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      const line = createWire({
        write: (text, done) => void response.write(`${text}\n`, done),
        buffered: () => response.writableLength,
        end(code, reason) {
          if (code === undefined) response.destroy();
          else response.end(`${JSON.stringify({ type: 'close', code, reason })}\n`);
        },
      });
      const timer = clock.setTimeout(
        () => line.wire.close(CLOSE_CODES.restarting.code, 'The next one, please.'),
        STREAM_MS,
      );
      response.on('error', line.gone);
      response.on('close', () => {
        clock.clearTimeout(timer);
        line.gone();
      });
      if (!v.is(Hello, parseJson(hello))) line.wire.close(CLOSE_CODES.badFrame.code, 'A hello is expected.');
      else {
        accept(line.wire, arrivalBy(request));
        line.receive(hello);
      }
    },

    async frame(request, response) {
      const text = await bodyOf(request, response, options.frameBytes + HELLO_BYTES);
      if (text === undefined) return;
      const up = v.safeParse(Up, parseJson(text));
      const answers = up.success
        ? await ask(arrivalBy(request), up.output)
        : [{ type: 'close', code: CLOSE_CODES.badFrame.code, reason: 'Expected {hello, frame}.' }];
      response.writeHead(200, { ...FOR_PAGES, 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(answers));
    },
  };

  /** A session that lasts for one frame. It names no tab, so that it replaces nobody. */
  function ask(arrival: Arrival, { hello, frame }: v.InferOutput<typeof Up>): Promise<Frame[]> {
    return new Promise((resolve) => {
      const answers: Frame[] = [];
      const finish = (): void => {
        clock.clearTimeout(timer);
        resolve(answers);
        line.gone();
      };
      const hear = (answer: Frame): void => {
        if (answer.type === 'welcome') {
          line.receive(JSON.stringify(frame));
          line.receive('{"type":"ping"}');
        } else if (answer.type === 'pong') {
          // Whatever needs no answer has been read by now; a page for somebody else never comes.
          if (frame.type === 'sync') later(UNANSWERED_MS);
          else if (frame.id === undefined) finish();
        } else if (frame.id === undefined ? PAGES.has(answer.type) : answer.id === frame.id) {
          answers.push(answer);
          finish();
        }
      };
      const line = createWire({
        write(text, done) {
          hear(v.parse(Frame, JSON.parse(text)));
          done();
        },
        buffered: () => 0,
        end(code, reason) {
          if (code !== undefined) answers.push({ type: 'close', code, reason });
          finish();
        },
      });
      let timer: unknown;
      const later = (ms: number): void => {
        clock.clearTimeout(timer);
        timer = clock.setTimeout(finish, ms);
      };
      later(ANSWER_MS);
      accept(line.wire, arrival);
      line.receive(JSON.stringify({ ...hello, client: undefined, page: undefined }));
    });
  }
}

/** Undefined once the request has been refused: it was cut off, or too large. */
async function bodyOf(request: IncomingMessage, response: ServerResponse, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) {
        response.writeHead(413, { ...FOR_PAGES, connection: 'close' }).end();
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch {
    // The sender has gone before all was said; nobody is left to answer.
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON fits no schema either.
    return undefined;
  }
}
