import type { ConsentSource } from '../../ui/consent-source.ts';
import { watchLayer } from '../../ui/watch-layer.ts';
import { type Fields, isObject, levelOf } from './answers.ts';
import { atNews, type ConsentTool, followTool } from './follow-tool.ts';

const PERSONALISATION = 'personalization_storage';
const ANALYTICS = 'analytics_storage';
const STATES = /^(granted|denied)$/;

/** What has been said of one type of consent. */
interface Said {
  /** By an update: that is an answer. */
  update?: boolean;
  /** By a default for everybody that waits for none. */
  preset?: boolean;
  /** Some default was for a region, or waits for an update: which of them counts here, the data layer does not tell. */
  open?: boolean;
}

/** `gtag('consent', 'default' | 'update', {…})`, pushed as its arguments. */
type Command = Fields & { 1: unknown; 2: Fields };
const isCommand = (pushed: unknown): pushed is Command =>
  isObject(pushed) && pushed[0] === 'consent' && isObject(pushed[2]);

function hear(said: Said, { 1: kind, 2: types }: Command, type: string): void {
  const state = types[type];
  if (state === undefined) return;
  if (!STATES.test(`${state}`)) throw new TypeError(`${type} is neither granted nor denied`);
  const granted = state === 'granted';
  if (kind === 'update') said.update = granted;
  else if (kind !== 'default') return;
  else if (types.region || types.wait_for_update) said.open = true;
  else said.preset = granted;
}

const isAllowed = ({ update, preset, open }: Said): boolean => update ?? (preset === true && !open);

const layerOf = ({ dataLayer }: Fields): unknown[] => (Array.isArray(dataLayer) ? dataLayer : []);

/** Hears all that stands in the page's data layer, and all that comes, also when the page puts another in its place. */
function hearLayer(heard: (pushes: unknown[]) => void, signal: AbortSignal): void {
  const page = window as unknown as Fields;
  let known: unknown[] | undefined;
  const look = (): void => {
    if (page.dataLayer === known || !Array.isArray(page.dataLayer)) return;
    known = layerOf(page);
    watchLayer(known, (pushed) => heard([pushed]), signal);
    heard([...known]);
  };
  atNews(look, [], signal);
  look();
}

/**
 * Google consent mode, version 2: `personalization_storage` and `analytics_storage`, as the page's data layer has them. A
 * type that nobody has named, or whose default waits or is for some regions only, has not been answered: Google would take
 * it as granted.
 */
export const google: ConsentTool = {
  name: 'Google consent mode',
  events: [],
  isThere: (page) => layerOf(page).some(isCommand),
  attend: hearLayer,
  follow(_page, tell, signal) {
    const personalisation: Said = {};
    const analytics: Said = {};
    hearLayer((pushes) => {
      const commands = pushes.filter(isCommand);
      if (commands.length === 0) return;
      tell(() => {
        for (const command of commands) {
          hear(personalisation, command, PERSONALISATION);
          hear(analytics, command, ANALYTICS);
        }
        return levelOf(isAllowed(personalisation), isAllowed(analytics));
      });
    }, signal);
  },
};

export const start: ConsentSource = (report) => followTool(google, report);
