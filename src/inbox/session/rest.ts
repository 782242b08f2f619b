import type {
  AgentList,
  ConversationList,
  CustomerCard,
  DepartmentList,
  DiscountList,
  ProductList,
  Session,
  SignIn,
  StoredFile,
} from '../../protocol/rest.ts';
import type { CannedList } from '../../protocol/rest-canned.ts';
import type { SettingsPatch, SettingsResource } from '../../protocol/rest-settings.ts';
import { type Answer, createAsk, sending } from './ask.ts';
import { createPeopleRest, type PeopleRest } from './people-rest.ts';

/** The inbox's side of the REST resources. Every method answers; none throws. */
export interface Rest {
  /** Who is signed in; a server may also say "nobody" with an empty answer. */
  session(): Promise<Answer<Session | undefined>>;
  signIn(credentials: SignIn): Promise<Answer<Session>>;
  signOut(): Promise<Answer<unknown>>;
  agents(query: string): Promise<Answer<AgentList>>;
  products(query: string): Promise<Answer<ProductList>>;
  discounts(): Promise<Answer<DiscountList>>;
  departments(): Promise<Answer<DepartmentList>>;
  /** Canned responses whose shortcut begins so; a page of them. */
  canned(shortcut: string): Promise<Answer<CannedList>>;
  search(query: string): Promise<Answer<ConversationList>>;
  customer(conversation: string): Promise<Answer<CustomerCard>>;
  /** The bytes of one image; at most `LIMITS.fileBytes`. */
  upload(file: File): Promise<Answer<StoredFile>>;
  settings(): Promise<Answer<SettingsResource>>;
  /** Publishes what is named; answers with all of the settings. */
  saveSettings(patch: SettingsPatch): Promise<Answer<SettingsResource>>;
  people: PeopleRest;
}

/** `fetchFrom` is the page's fetch; `base` ends without a slash and is empty for the page's own origin. */
export function createRest(fetchFrom: typeof fetch, base = ''): Rest {
  const ask = createAsk(fetchFrom, base);
  const query = (text: string): string => `?query=${encodeURIComponent(text)}`;

  return {
    session: () => ask('session'),
    signIn: (credentials) => ask('session', sending('POST', credentials)),
    signOut: () => ask('session', { method: 'DELETE' }),
    agents: (text) => ask(`agents${query(text)}`),
    products: (text) => ask(`products${query(text)}`),
    discounts: () => ask('discounts'),
    departments: () => ask('departments'),
    canned: (shortcut) => ask(`canned-responses?shortcut=${encodeURIComponent(shortcut)}`),
    settings: () => ask('settings'),
    saveSettings: (patch) => ask('settings', sending('PATCH', patch)),
    search: (text) => ask(`conversations${query(text)}`),
    customer: (conversation) => ask(`conversations/${encodeURIComponent(conversation)}`),
    upload: (file) =>
      ask('files', {
        method: 'POST',
        headers: {
          'content-type': file.type || 'application/octet-stream',
          'x-file-name': encodeURIComponent(file.name),
        },
        body: file,
      }),
    people: createPeopleRest(ask),
  };
}
