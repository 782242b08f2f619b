import { buildTemplate, COMMITTED } from '../../gtm-template/build.ts';
import { compile } from '../../tools/gtm/compile.ts';
import { parseTemplate } from '../../tools/gtm/template-file.ts';

type Call = (...args: unknown[]) => unknown;
type Push = Record<string, unknown> & ArrayLike<unknown>;

/** A page with the stand-in of Tag Manager on it. */
export interface TaggedPage {
  dataLayer: unknown[];
  gtag: Call;
  /** Fires the tag with these fields. */
  fireTag(data: Record<string, unknown>): void;
  /** How tags have ended. */
  tagEnds: string[];
  Shopbell: Call & { q?: unknown };
}

/**
 * Stands in for Tag Manager's container, in the page: the APIs that the template asks for, consent mode as far as it goes
 * by `dataLayer`, and nothing more.
 */
function standIn(run: (require: Call, data: object, list: Call) => void): void {
  const page = window as unknown as TaggedPage & Record<string, unknown>;
  const loading: Record<string, Promise<unknown>> = {};
  const states: Record<string, boolean> = {};
  const listeners: [string, Call][] = [];
  page.tagEnds = [];
  page.dataLayer ??= [];
  page.gtag = function () {
    // biome-ignore lint/complexity/noArguments: what gtag pushes is the arguments themselves
    page.dataLayer.push(arguments);
  };

  const isArguments = (value: unknown): value is Push => Object.prototype.toString.call(value) === '[object Arguments]';
  const take = (push: unknown): void => {
    if (!isArguments(push) || push[0] !== 'consent') return;
    for (const [type, state] of Object.entries(push[2] as object)) {
      if (state !== 'granted' && state !== 'denied') continue;
      const before = states[type] ?? true;
      states[type] = state === 'granted';
      if (before !== states[type])
        for (const [wanted, tell] of listeners) if (wanted === type) tell(type, states[type]);
    }
  };
  page.dataLayer.forEach(take);
  const { push } = page.dataLayer;
  page.dataLayer.push = (...values) => {
    const length = push.apply(page.dataLayer, values);
    values.forEach(take);
    return length;
  };

  const copy = (value: unknown): unknown => {
    if (isArguments(value) || Array.isArray(value)) return Array.from(value, copy);
    if (value === null || typeof value !== 'object') return value;
    return Object.getPrototypeOf(value) === Object.prototype
      ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copy(field)]))
      : undefined;
  };
  const last = (key: string): unknown =>
    page.dataLayer.findLast((one) => !isArguments(one) && (one as Push)[key] !== undefined) as Push | undefined;
  const apis: Record<string, unknown> = {
    Math,
    makeNumber: Number,
    makeString: String,
    getTimestamp: Date.now,
    getType: (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value),
    queryPermission: () => true,
    isConsentGranted: (type: string) => states[type] ?? true,
    addConsentListener: (type: string, tell: Call) => listeners.push([type, tell]),
    copyFromWindow: (key: string) => copy(page[key]),
    copyFromDataLayer: (key: string) => copy((last(key) as Push | undefined)?.[key]),
    setInWindow: (key: string, value: unknown) => {
      page[key] ??= value;
    },
    createArgumentsQueue(key: string, queueKey: string) {
      if (page[key]) return page[key];
      const waiting: unknown[] = [];
      const call = function () {
        // biome-ignore lint/complexity/noArguments: Tag Manager pushes the arguments themselves
        waiting.push(arguments);
      };
      page[key] = Object.assign(call, { [queueKey.split('.')[1] ?? '']: waiting });
      return call;
    },
    injectScript(url: string, done: Call, failed: Call, token: string) {
      loading[token] ??= new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.async = true;
        script.src = url;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      });
      loading[token].then(done, failed);
    },
  };
  page.fireTag = (data) => {
    const end = (name: string) => () => page.tagEnds.push(name);
    run(
      (name) => apis[name as string],
      { ...data, gtmOnSuccess: end('success'), gtmOnFailure: end('failure') },
      (values) => Array.from(values as ArrayLike<unknown>),
    );
  };
}

/** The stand-in as a script, with the built template's code in it. Tag Manager would load over https. */
export function gtmScript(origin: string): string {
  const { code } = parseTemplate(buildTemplate());
  const compiled = compile(code, '__list').replaceAll(COMMITTED, origin);
  return `<script>(${standIn})(function (require, data, __list) {\n${compiled}\n})</script>`;
}
