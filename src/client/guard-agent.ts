import type { AgentServerFrame } from '../protocol/frames.ts';
import { COMMON_CHECKS, isFields, passes } from './guard.ts';

type Checks = typeof COMMON_CHECKS;

const text = (value: unknown): value is string => typeof value === 'string';
const count = (value: unknown): value is number => typeof value === 'number';

const COUNTED = ['new', 'in_progress', 'mine', 'priority', 'chatbot', 'closed', 'archived'];

const AGENT_CHECKS: Checks = {
  ...COMMON_CHECKS,
  welcome: ({ agent, shop, epoch }) =>
    isFields(agent) &&
    text(agent.id) &&
    text(agent.name) &&
    Array.isArray(agent.permissions) &&
    isFields(shop) &&
    text(shop.id) &&
    text(shop.name) &&
    text(epoch),
  row: ({ row }) =>
    isFields(row) &&
    text(row.conversation) &&
    count(row.seq) &&
    count(row.at) &&
    count(row.unread) &&
    Array.isArray(row.folders) &&
    Array.isArray(row.topics) &&
    isFields(row.visitor) &&
    text(row.visitor.id) &&
    text(row.visitor.number) &&
    text(row.presence) &&
    text(row.status) &&
    text(row.marker),
  listed: ({ folder, more }) => text(folder) && typeof more === 'boolean',
  counts: ({ counts }) => isFields(counts) && COUNTED.every((folder) => count(counts[folder])),
  alert: ({ conversation, name }) => text(conversation) && text(name),
};

/** [CL50–CL51] The server's word, read with care: undefined for what the team's end cannot use. */
export const guardAgentFrame = (value: unknown): AgentServerFrame | undefined =>
  passes(AGENT_CHECKS, value) ? (value as AgentServerFrame) : undefined;
