/** What an API key may be allowed to do, and the one sentence that people read when they choose. */
export const SCOPES = {
  'conversations:read': 'List and read conversations, their entries and the colleagues who can answer.',
  'conversations:write': 'Send messages and do all else that a team member can do in a conversation.',
  'visitors:read': 'List, find and read visitors.',
  'visitors:write': 'Change what is known of visitors, and make tokens that prove who they are.',
  'catalogue:read': 'Read products, orders and discount codes.',
  'catalogue:write': 'Add, change and remove products, orders and discount codes.',
  'settings:read': 'Read settings, opening hours, departments, flows and canned responses.',
  'settings:write': 'Change settings, opening hours, departments, flows and canned responses.',
  'exports:read': 'Export conversations with all their entries.',
  'webhooks:write': 'Manage webhooks and see what could not be delivered.',
} as const;

export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];
