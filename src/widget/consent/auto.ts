import type { ConsentSource } from '../../ui/consent-source.ts';
import type { Fields } from './answers.ts';
import { axeptio } from './axeptio.ts';
import { cookiebot } from './cookiebot.ts';
import { cookieyes } from './cookieyes.ts';
import { didomi } from './didomi.ts';
import { type ConsentTool, followTool } from './follow-tool.ts';
import { google } from './google.ts';
import { onetrust } from './onetrust.ts';
import { shopify } from './shopify.ts';
import { tcf } from './tcf.ts';
import { usercentrics } from './usercentrics.ts';

/** Tools that ask by themselves, and then what most of them speak beside their own words, or what every shop has. */
const TOOLS = [cookiebot, onetrust, usercentrics, cookieyes, axeptio, didomi];
const LANGUAGES = [shopify, tcf, google];

/** The first that is there. Before the page is complete, the tool behind a language may still be to come. */
function find(page: Fields): ConsentTool | undefined {
  const candidates = document.readyState === 'complete' ? [...TOOLS, ...LANGUAGES] : TOOLS;
  return candidates.find((tool) => {
    try {
      return tool.isThere(page);
    } catch {
      // One that is broken does not stand in the way of another.
      return false;
    }
  });
}

/** Follows whichever of the known tools is there first, and says so once. */
export const start: ConsentSource = (report) => {
  let found: ConsentTool | undefined;
  const auto: ConsentTool = {
    get name() {
      return found?.name ?? 'consent tool that is known';
    },
    events: TOOLS.flatMap(({ events }) => events),
    isThere(page) {
      found = find(page);
      return found !== undefined;
    },
    attend: google.attend,
    follow(page, tell, signal) {
      console.debug(`Shopbell: consent comes from ${found?.name}`);
      found?.follow(page, tell, signal);
    },
  };
  return followTool(auto, report);
};
