import type { Cursor, VisitorHello, VisitorServerFrame } from '../protocol/frames.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { TimelineState, VisitorClient, VisitorState } from './client-state.ts';
import type { TabMessage } from './tab-channel.ts';

type Welcome = Extract<VisitorServerFrame, { type: 'welcome' }>;
/** What a tab says of itself and its shopper in a hello. */
export type Said = Omit<VisitorHello, 'type' | 'protocol' | 'after'>;

export interface TabLeadOptions<T> {
  client(): Pick<VisitorClient, 'state' | 'signal' | 'nudge'>;
  /** The last hello of this tab's own. */
  said(): Said | undefined;
  token(): string | undefined;
  post(message: TabMessage<T>): void;
  uuid(): string;
  /** What a newcomer is told besides. */
  share(): T;
}

export interface TabLead<T> {
  hear(message: TabMessage<T>): void;
  /** A frame has come; nothing has been made of it yet. */
  heard(frame: VisitorServerFrame): void;
  /** The client's state has changed. */
  changed(): void;
  /** Leads no more. */
  rest(): void;
}

/** What the server's answer to a hello may depend on, besides who the token names. */
const gist = ({ token, client, page, ...rest }: Said & Partial<VisitorHello>): string => {
  const { type, protocol, after, ...about } = rest;
  return JSON.stringify(
    Object.entries(about)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/**
 * [CL75–CL79] The leader's part: it answers the hellos of other tabs of the same visitor from what its own client holds,
 * passes their frames up its socket, and every frame that comes down on to them.
 */
export function createTabLead<T>({ client, said, token, post, uuid, share }: TabLeadOptions<T>): TabLead<T> {
  let line: string | undefined;
  /** Tokens of this visitor that the server has given here. */
  const tokens = new Set<string | undefined>();
  /** The log that followers hold, and how far they know that it was read. */
  let log = '';
  let readTo = 0;

  const logOf = (timeline: TimelineState | undefined): string =>
    timeline ? timeline.conversation + timeline.epoch : '';

  function begin({ timeline }: VisitorState): void {
    line = uuid();
    log = logOf(timeline);
    readTo = timeline?.read.visitor ?? 0;
    if (tokens.size === 0) tokens.add(token());
    post({ type: 'line', line });
  }

  function end(): void {
    if (line) post({ type: 'over', line });
    line = undefined;
  }

  function answer(to: string, hello: VisitorHello): void {
    const state = client().state();
    const { at } = state.connection;
    const own = said();
    if (at === 'idle' || at === 'stopped' || (own && gist(own) !== gist(hello)) || !hello.token)
      post({ type: 'no', to });
    else if (!line) post({ type: 'wait', to });
    else if (!tokens.has(hello.token)) post({ type: 'no', to });
    else {
      post({
        type: 'welcome',
        to,
        line,
        welcome: welcomeOf(state, token() ?? hello.token, hello.after),
        told: share(),
      });
      if (hello.page) client().signal({ type: 'page', ...hello.page });
    }
  }

  return {
    hear(message) {
      switch (message.type) {
        case 'hello':
          answer(message.from, message.hello);
          break;
        case 'probe':
          post({ type: 'alive' });
          break;
        case 'up':
          // For an older line: its sender is about to hear that that is over, and sends it again.
          if (message.line !== line) break;
          // What asks whether the line lives asks the server: the answer goes to everybody.
          if (message.frame.type === 'ping') client().nudge();
          else client().signal(message.frame);
          break;
      }
    },
    heard(frame) {
      if (frame.type === 'welcome') {
        if (client().state().visitor !== frame.visitor) tokens.clear();
        tokens.add(frame.token);
        return;
      }
      if (frame.type === 'reset') log = frame.conversation + frame.epoch;
      if (line) post({ type: 'down', line, frame });
    },
    changed() {
      const state = client().state();
      const { timeline } = state;
      if (state.connection.at !== 'online') end();
      else if (!line) begin(state);
      else if (logOf(timeline) !== log) {
        // Left behind here, or come back: followers hold something else than they would be welcomed with.
        end();
        begin(state);
      } else if (timeline && timeline.read.visitor !== readTo) {
        readTo = timeline.read.visitor;
        const { conversation } = timeline;
        post({ type: 'down', line, frame: { type: 'read', conversation, reader: 'visitor', position: readTo } });
      }
    },
    rest() {
      end();
      tokens.clear();
    },
  };
}

/** What the server would say to a tab that has read up to `after`, as far as this one knows. */
function welcomeOf({ visitor, settings, timeline }: VisitorState, token: string, after: Cursor | undefined): Welcome {
  const welcome = {
    type: 'welcome',
    token,
    visitor,
    settings,
    epoch: '',
    from: 1,
    entries: [],
    read: NOTHING,
  } as const;
  if (!timeline) return welcome as unknown as Welcome;
  const { conversation, epoch, read, entries } = timeline;
  const first = entries[0]?.position ?? 1;
  const goesOn = after?.conversation === conversation && after.epoch === epoch && after.position >= first - 1;
  const missing = goesOn
    ? entries.filter(({ position }) => position > after.position)
    : entries.slice(-LIMITS.welcomeEntries);
  const from = goesOn ? after.position + 1 : (missing[0]?.position ?? 1);
  return { ...welcome, conversation, epoch, read, from, entries: missing } as Welcome;
}

const NOTHING = { visitor: 0, team: 0 };
