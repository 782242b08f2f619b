import * as v from 'valibot';
import { inLanguage } from '../related.ts';
import { languageOf, type ShopFlows } from '../store/shop-flows.ts';
import { choicesOf, Flow } from './flow.ts';
import ar from './flows/ar.json' with { type: 'json' };
import cs from './flows/cs.json' with { type: 'json' };
import da from './flows/da.json' with { type: 'json' };
import de from './flows/de.json' with { type: 'json' };
import en from './flows/en.json' with { type: 'json' };
import es from './flows/es.json' with { type: 'json' };
import fi from './flows/fi.json' with { type: 'json' };
import fr from './flows/fr.json' with { type: 'json' };
import he from './flows/he.json' with { type: 'json' };
import it from './flows/it.json' with { type: 'json' };
import ja from './flows/ja.json' with { type: 'json' };
import ko from './flows/ko.json' with { type: 'json' };
import nb from './flows/nb.json' with { type: 'json' };
import nl from './flows/nl.json' with { type: 'json' };
import pl from './flows/pl.json' with { type: 'json' };
import pt from './flows/pt.json' with { type: 'json' };
import sv from './flows/sv.json' with { type: 'json' };
import tr from './flows/tr.json' with { type: 'json' };
import zhHans from './flows/zh-Hans.json' with { type: 'json' };

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

/** A new language is one file and one word here. */
const BUILT_IN: unknown[] = [en, ar, cs, da, de, es, fi, fr, he, it, ja, ko, nb, nl, pl, pt, sv, tr, zhHans];

/** @throws ValiError when a file is not a flow. */
export function createFlows(
  sources: unknown[] = BUILT_IN,
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
    flowFor: ({ locale, flowRef }) => entered(inLanguage(flows, locale) ?? fallback, flowRef),
    async flowOf(shop, { locale, flowRef }) {
      const language = languageOf(locale);
      const flow =
        (await own.one(shop, language)) ?? inLanguage(flows, locale) ?? (await own.one(shop, 'en')) ?? fallback;
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
