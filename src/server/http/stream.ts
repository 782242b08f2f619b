import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import type { Streams } from '../gateway/stream.ts';
import type { Logger } from '../logger.ts';
import type { Env } from './env.ts';

/** The way in for shoppers whose network blocks WebSockets. Answers are written by the gateway, as they come. */
export function mountStreams(app: Hono<Env>, streams: Streams, logger: Logger): void {
  const by = (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => (c: Context<Env>) => {
    const { incoming, outgoing } = c.env;
    answer(incoming, outgoing as ServerResponse).catch((err: unknown) => {
      logger.error({ err }, 'a stream failed');
      outgoing.destroy();
    });
    return RESPONSE_ALREADY_SENT;
  };
  app.post('/stream', by(streams.open));
  app.post('/stream/frame', by(streams.frame));
}
