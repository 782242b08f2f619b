import * as v from 'valibot';
import { languageOf, type ShopFlows } from '../store/shop-flows.ts';
import { choicesOf, Flow } from './flow.ts';
import de from './flows/de.json' with { type: 'json' };
import en from './flows/en.json' with { type: 'json' };
import es from './flows/es.json' with { type: 'json' };
import fr from './flows/fr.json' with { type: 'json' };
import it from './flows/it.json' with { type: 'json' };

export interface Flows {
  /**
   * The flow in this language (BCP 47; its base language counts), else in English. A `flowRef` (`NAME::ARG::ARG`) that
   * names one of the flow's entrances changes the greeting; any other changes nothing.
   */
  flowFor(at: { locale: string; flowRef?: string }): Flow;
  /** The same for one shop: the words that it has written itself come first. */
  flowOf(shop: string, at: { locale: string; flowRef?: string }): Promise<Flow>;
  /** Those that every shop has, in no order. */
  builtIn(): Flow[];
}

/** A new language is one file and one word here. @throws ValiError when a file is not a flow. */
export function createFlows(
  sources: unknown[] = [en, fr, de, es, it],
  own: Pick<ShopFlows, 'one'> = { one: async () => undefined },
): Flows {
  const flows = new Map(
    sources.map((source) => {
      const flow = v.parse(Flow, source);
      return [flow.locale, flow] as const;
    }),
  );
  const fallback = flows.get('en');
  if (!fallback) throw new Error('There is no English flow to fall back to');

  return {
    builtIn: () => [...flows.values()],
    flowFor: ({ locale, flowRef }) => entered(flows.get(languageOf(locale)) ?? fallback, flowRef),
    async flowOf(shop, { locale, flowRef }) {
      const language = languageOf(locale);
      const flow = (await own.one(shop, language)) ?? flows.get(language) ?? (await own.one(shop, 'en')) ?? fallback;
      return entered(flow, flowRef);
    },
  };
}

/** The flow as somebody comes into it by `NAME::ARG::ARG`. */
function entered(flow: Flow, flowRef: string | undefined): Flow {
  const name = flowRef?.split('::')[0]?.toUpperCase() ?? '';
  const entrance = Object.hasOwn(flow.entrances, name) ? flow.entrances[name] : undefined;
  if (!entrance) return flow;
  const { messages, choices } = entrance;
  return { ...flow, greeting: { ...flow.greeting, messages, choices: choicesOf(flow, choices) } };
}
