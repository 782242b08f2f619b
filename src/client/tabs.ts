import type { VisitorServerFrame } from '../protocol/frames.ts';
import type { Clock, OpenSocket } from './platform.ts';
import type { Leadership, TabChannel, TabMessage, TabOwner } from './tab-channel.ts';
import { createTabLead, type TabLeadOptions } from './tab-lead.ts';
import { createTabSocket, type TabSocket } from './tab-socket.ts';

export interface TabsOptions<T> extends Omit<TabLeadOptions<T>, 'post'> {
  channel: TabChannel<T>;
  leadership: Leadership;
  clock: Clock;
  /** Opens a socket of this tab's own. */
  reach: OpenSocket;
  /** This tab leads from now on. */
  onLead(): void;
  /** Another tab of the same visitor has told something. */
  onTold(told: T): void;
}

/** The tabs of one browser, as one of them sees them. */
export interface Tabs<T> {
  /** Reaches the server by the leader, or for itself. */
  openSocket: OpenSocket;
  /** Whether another tab is asked first. */
  follows(): boolean;
  leads(): boolean;
  heard(frame: VisitorServerFrame): void;
  changed(): void;
  /** Tells the other tabs of this visitor. @param owner who that was, when this tab has just forgotten them */
  tell(told: T, owner?: TabOwner): void;
  /** Gives up the lead and does not stand for it, until `join`: a tab that sleeps must not lead. */
  rest(): void;
  join(): void;
}

/**
 * [CL70–CL82] One tab leads: it has the socket, and the others are carried by it. The lead passes on when that tab
 * closes, crashes or rests; while it merely says nothing, the others open sockets of their own.
 */
export function createTabs<T>(options: TabsOptions<T>): Tabs<T> {
  const { channel, leadership, client } = options;
  const id = options.uuid();
  const lead = createTabLead<T>({ ...options, post: channel.post });
  let leads = false;
  /** The leader has gone silent; until it is heard again it is not asked. */
  let silent = false;
  let carried: TabSocket | undefined;
  let giveUp: (() => void) | undefined;

  const self = (): TabOwner => ({ visitor: client().state().visitor, token: options.token() });

  function hear(message: TabMessage<T>): void {
    if (message.type === 'told') {
      if (isSame(message.owner, self())) options.onTold(message.told);
    } else if (leads) lead.hear(message);
    else if (message.type !== 'hello' && message.type !== 'up' && message.type !== 'probe') {
      silent = false;
      carried?.hear(message);
      if (message.type === 'welcome' && message.to === id) options.onTold(message.told);
    }
  }

  function won(): void {
    leads = true;
    silent = false;
    // Whoever led before is gone, and with them every line that anybody holds.
    channel.post({ type: 'over' });
    if (carried?.carried()) carried.end();
    lead.changed();
    options.onLead();
  }

  const tabs: Tabs<T> = {
    follows: () => !leads && !silent,
    openSocket(url, protocol) {
      const { clock, reach } = options;
      if (!tabs.follows()) return reach(url, protocol);
      const onSilent = (): void => {
        silent = true;
      };
      carried = createTabSocket({ id, url, protocol, clock, reach, post: channel.post, onSilent });
      return carried.socket;
    },
    leads: () => leads,
    heard(frame) {
      if (leads) lead.heard(frame);
    },
    changed() {
      if (leads) lead.changed();
    },
    tell: (told, owner = self()) => channel.post({ type: 'told', owner, told }),
    join() {
      if (giveUp) return;
      channel.listen(hear);
      giveUp = leadership.stand(won);
    },
    rest() {
      if (leads) lead.rest();
      leads = false;
      giveUp?.();
      giveUp = undefined;
      // A message to a page that waits in the browser's memory would throw it out of there.
      channel.close();
    },
  };
  return tabs;
}

const isSame = (a: TabOwner, b: TabOwner): boolean =>
  (a.visitor !== undefined && a.visitor === b.visitor) || (a.token !== undefined && a.token === b.token);
