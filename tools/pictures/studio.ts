import type { Browser, Page } from 'playwright-core';
import { type Agent, openAgent } from '../../tests/support/agent.ts';
import { openShopper, type Shopper } from '../../tests/support/shopper.ts';
import { type Camera, type Detail, type Look, openLook } from './camera.ts';
import { type Line, tap } from './line.ts';

/** What scenes are played with. */
export interface Studio {
  look: Look;
  /** Of the server. */
  origin: string;
  /** Somebody on a page of the demo shop, or at a whole address, and the line between them and the server. */
  shopper(path?: string): Promise<Shopper & { line: Line }>;
  agent(): Promise<Agent>;
  shoot(page: Page, state: string, detail?: Detail): Promise<void>;
  /** Leaves the stage: what was opened is closed. */
  end(): Promise<void>;
}

export function createStudio(browser: Browser, origin: string, look: Look, camera: Camera): Studio {
  const pages: Page[] = [];
  const open = async (as: Look): Promise<Page> => {
    const page = await openLook(browser, as);
    pages.push(page);
    return page;
  };
  return {
    look,
    origin,
    async shopper(path = '/demo/') {
      const page = await open(look);
      const line = await tap(page);
      return { ...(await openShopper({ page, troubles: [] }, new URL(path, origin).href)), line };
    },
    agent: async () =>
      openAgent({ page: await open({ ...look, phone: false }), troubles: [] }, origin, 'jonas@demo.test'),
    shoot: (page, state, detail) => camera.take(page, look, state, detail),
    async end() {
      await Promise.all(pages.map((page) => page.context().close()));
    },
  };
}
