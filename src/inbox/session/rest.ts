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

/** `code` is one of the server's error codes, or `offline` when no answer came. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: string };

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
  search(query: string): Promise<Answer<ConversationList>>;
  customer(conversation: string): Promise<Answer<CustomerCard>>;
  /** The bytes of one image; at most `LIMITS.fileBytes`. */
  upload(file: File): Promise<Answer<StoredFile>>;
}

/** `fetchFrom` is the page's fetch; `base` ends without a slash and is empty for the page's own origin. */
export function createRest(fetchFrom: typeof fetch, base = ''): Rest {
  async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    try {
      const response = await fetchFrom(`${base}/api/v1/${path}`, { credentials: 'same-origin', ...init });
      const body: unknown = response.status === 204 ? undefined : await response.json();
      if (response.ok) return { ok: true, value: body as T };
      return { ok: false, code: codeOf(body) ?? 'server_error' };
    } catch {
      // A refused connection, a cut answer or one that is no JSON: for the reader all the same.
      return { ok: false, code: 'offline' };
    }
  }
  const query = (text: string): string => `?query=${encodeURIComponent(text)}`;
  const json = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  return {
    session: () => ask('session'),
    signIn: (credentials) => ask('session', json(credentials)),
    signOut: () => ask('session', { method: 'DELETE' }),
    agents: (text) => ask(`agents${query(text)}`),
    products: (text) => ask(`products${query(text)}`),
    discounts: () => ask('discounts'),
    departments: () => ask('departments'),
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
  };
}

function codeOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body)) return undefined;
  return typeof body.code === 'string' ? body.code : undefined;
}
