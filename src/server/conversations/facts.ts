import type { Actor, Facts } from '../../domain/decide.ts';
import type { Command } from '../../protocol/commands.ts';
import type { Content, ContentRequest } from '../../protocol/content.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import { faceOf } from '../auth/face-of.ts';
import type { Flows } from '../bot/flows.ts';
import { greetingContents } from '../bot/greeting.ts';
import type { Commerce } from '../commerce/commerce.ts';
import type { Files } from '../files/files.ts';
import type { Store } from '../store/store.ts';
import type { Sender } from './conversations.ts';
import type { Target } from './resolve.ts';
import { type Reach, teamFacts } from './team-facts.ts';

export interface FactSources {
  store: Pick<Store, 'log' | 'people' | 'shops'>;
  commerce: Pick<Commerce, 'product' | 'discount'>;
  files: Pick<Files, 'info'>;
  flows: Flows;
  /** Milliseconds since the epoch. */
  now(): number;
}

export type FactsResult = { ok: true; facts: Facts } | { ok: false; code: ErrorCode };

/** Looks up what a decision on this command needs to know; a reference to something that is not there is a refusal. */
export async function gatherFacts(
  sources: FactSources,
  sender: Sender,
  command: Command,
  target: Target,
): Promise<FactsResult> {
  const { shop } = sender;
  const { people, shops, log } = sources.store;
  const facts: Facts = { now: sources.now(), actor: actorOf(sender) };

  if (sender.role === 'agent' && command.type === 'message.send') {
    const content = await contentOf(sources, shop, command.content);
    if (typeof content === 'string') return { ok: false, code: content };
    facts.content = content;
  }
  if (command.type === 'conversation.assign') {
    const agent = (await people.agents(shop)).find(({ id }) => id === command.agent);
    if (agent) {
      facts.assignee = { ...faceOf(agent), mayChat: agent.permissions.includes('chat') };
    }
  }
  if (command.type === 'discount.apply') {
    const discount = await sources.commerce.discount(shop, command.code);
    if (discount) facts.discount = { code: discount.code, ...(discount.percent && { percent: discount.percent }) };
  }
  if (command.type === 'conversation.reopen' && target.at === 'conversation') {
    const latest = await log.latest(shop, target.row.visitor);
    facts.openElsewhere = !!latest?.open && latest.id !== target.row.id;
  }
  const customer = await customerOf(people, shop, target);
  // A shopper's own commands have been stopped before they come here.
  if (sender.role !== 'visitor') facts.blocked = customer?.blocked ?? false;
  if (needsShop(command, target)) {
    const settings = await shops.shop(shop);
    if (!settings) return { ok: false, code: 'unknown_shop' };
    facts.departments = settings.departments;
    facts.askEmail = settings.askEmail;
    facts.emailKnown = customer?.email !== undefined;
    if (wantsPerson(command)) {
      const locale = (sender.role === 'visitor' && sender.context.locale) || customer?.locale || settings.locale;
      const flow = await sources.flows.flowOf(shop, { locale });
      facts.team = teamFacts(settings, flow, { now: facts.now, locale, reach: reachOf(facts, target) });
    }
    if (target.at === 'start' && sender.role === 'visitor') {
      const { country, flowRef } = sender.context;
      const locale = sender.context.locale || settings.locale;
      const greeting = greetingContents(await sources.flows.flowOf(shop, { locale, flowRef }), settings.name);
      facts.start = { channel: 'web', locale, ...(country && { country }), ...(flowRef && { flowRef }), greeting };
    }
  }
  return { ok: true, facts };
}

function actorOf(sender: Sender): Actor {
  switch (sender.role) {
    case 'visitor':
      return { role: 'visitor' };
    case 'agent':
      return { role: 'agent', agent: sender.agent, permissions: sender.permissions };
    case 'job':
      return { role: 'system' };
  }
}

/** Most commands need nothing of the shop's settings, so they are not read for every message. */
function needsShop(command: Command, target: Target): boolean {
  if (target.at === 'start') return true;
  switch (command.type) {
    case 'handoff.request':
    case 'conversation.close':
    case 'conversation.move':
      return true;
    case 'bot.reply':
      return command.handoff !== undefined;
    default:
      return false;
  }
}

/** Commands that may fetch a person. */
function wantsPerson(command: Command): boolean {
  return command.type === 'handoff.request' || (command.type === 'bot.reply' && command.handoff !== undefined);
}

/** Whether an answer can find the shopper later, or whether they may still be asked for the way. */
function reachOf({ emailKnown, askEmail }: Facts, target: Target): Reach {
  const email = target.at === 'conversation' ? target.row.state.email : 'unknown';
  if (emailKnown || email === 'given') return 'known';
  return askEmail === 'never' || email === 'declined' ? 'none' : 'asked';
}

async function customerOf(people: FactSources['store']['people'], shop: string, target: Target) {
  if (target.at === 'start') return target.visitor;
  if (target.at !== 'conversation') return undefined;
  return target.visitor ?? people.visitor(shop, target.row.visitor);
}

/** An agent's references looked up: a product must be available online, a code must exist, a file must be ours. */
async function contentOf(
  { commerce, files }: FactSources,
  shop: string,
  request: ContentRequest,
): Promise<Content | ErrorCode> {
  switch (request.type) {
    case 'text':
      return request;
    case 'image':
    case 'file': {
      const file = await files.info(shop, request.file);
      if (!file) return 'unknown_file';
      const { url, name, bytes, width, height } = file;
      if (request.type === 'file') return { type: 'file', file: file.file, url, name, bytes };
      if (file.type !== 'image' || !width || !height) return 'unknown_file';
      return { type: 'image', file: file.file, url, name, width, height };
    }
    case 'products': {
      const found = await Promise.all(request.products.map((id) => commerce.product(shop, id)));
      const products = found.filter((product) => product !== undefined);
      return products.length === found.length ? { type: 'products', products } : 'unknown_product';
    }
    case 'discount': {
      const discount = await commerce.discount(shop, request.code);
      return discount ? { type: 'discount', ...discount } : 'unknown_discount';
    }
  }
}
