import * as v from 'valibot';
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
}

/** A new language is one file and one word here. @throws ValiError when a file is not a flow. */
export function createFlows(sources: unknown[] = [en, fr, de, es, it]): Flows {
  const flows = new Map(
    sources.map((source) => {
      const flow = v.parse(Flow, source);
      return [flow.locale, flow] as const;
    }),
  );
  const fallback = flows.get('en');
  if (!fallback) throw new Error('There is no English flow to fall back to');

  return {
    flowFor({ locale, flowRef }) {
      const base = locale.toLowerCase().split('-')[0] ?? '';
      const flow = flows.get(base) ?? fallback;
      const entrance = flowRef && flow.entrances[flowRef.split('::')[0]?.toUpperCase() ?? ''];
      if (!entrance) return flow;
      const { messages, choices } = entrance;
      return { ...flow, greeting: { ...flow.greeting, messages, choices: choicesOf(flow, choices) } };
    },
  };
}
