import type { Locator, Page } from 'playwright-core';
import type { WatchedPage } from './browser.ts';
import { seen } from './see.ts';

export type FolderName = 'New' | 'In progress' | 'Mine' | 'Priority' | 'Chatbot' | 'Closed' | 'Archived';

/** A colleague with the inbox open, and what they can do there. */
export interface Agent {
  page: Page;
  /** The conversation in the middle, its log, and the customer's card beside it. */
  region: Locator;
  log: Locator;
  customer: Locator;
  field: Locator;
  rows: Locator;
  /** The row of a conversation in the folder that is shown. */
  row(conversation: string): Locator;
  folder(name: FolderName): Promise<void>;
  /** Opens a conversation from its row in a folder, and waits for its log. */
  read(name: FolderName, conversation: string): Promise<void>;
  reply(text: string): Promise<void>;
  /** Picks an entry of the menu "More". */
  more(name: string): Promise<void>;
}

const PASSWORD = 'demo-demo';

export async function openAgent({ page }: WatchedPage, origin: string, email: string): Promise<Agent> {
  const session = await page.context().request.post(`${origin}/api/v1/session`, {
    headers: { origin },
    data: { email, password: PASSWORD },
  });
  if (!session.ok()) throw new Error(`${email} cannot sign in: ${session.status()}`);
  await page.goto(`${origin}/inbox/`);
  const folders = page.getByRole('navigation', { name: 'Folders' });
  await seen(folders);
  const region = page.getByRole('region', { name: 'Conversation' });
  const rows = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');

  const agent: Agent = {
    page,
    region,
    log: region.getByRole('log'),
    customer: page.getByRole('complementary', { name: 'Customer' }),
    field: region.getByRole('textbox', { name: 'Reply' }),
    rows,
    row: (conversation) => rows.filter({ has: page.locator(`[data-conversation="${conversation}"]`) }),
    async folder(name) {
      await folders.getByRole('link', { name, exact: true }).click();
    },
    async read(name, conversation) {
      await agent.folder(name);
      await agent.row(conversation).getByRole('link').click();
      await seen(agent.log);
    },
    async reply(text) {
      await agent.field.fill(text);
      await region.getByRole('button', { name: 'Send', exact: true }).click();
    },
    async more(name) {
      await region.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name }).click();
    },
  };
  return agent;
}
