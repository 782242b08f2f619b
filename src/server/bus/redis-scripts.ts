import { createHash } from 'node:crypto';
import type { RedisLine } from './redis-line.ts';

/** What one look at Redis has to do as a whole. The first parameter is always the skew of its clock, ms. */
export interface Script {
  body: string;
  sha: string;
}

const script = (body: string): Script => ({ body, sha: createHash('sha1').update(body).digest('hex') });

/** Milliseconds on Redis' own clock: processes need not agree on theirs. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
`;

/** A hash of members; each value is '<lapses at>:<value>', and the key lives as long as its last member. */
export const TOUCH = script(`${NOW}
local ttl, member, value = tonumber(ARGV[2]), ARGV[3], ARGV[4]
redis.call('HSET', KEYS[1], member, string.format('%.0f', now + ttl) .. ':' .. value)
if redis.call('PTTL', KEYS[1]) < ttl then redis.call('PEXPIRE', KEYS[1], ttl) end
`);

/** Living members and their values, one after the other; those that have lapsed are removed. */
export const MEMBERS = script(`${NOW}
local all, living = redis.call('HGETALL', KEYS[1]), {}
for i = 1, #all, 2 do
  local colon = string.find(all[i + 1], ':', 1, true)
  if tonumber(string.sub(all[i + 1], 1, colon - 1)) > now then
    table.insert(living, all[i])
    table.insert(living, string.sub(all[i + 1], colon + 1))
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
return living
`);

/** After the skew: burst and pace of each key's bucket. A bucket that is full again is forgotten. */
export const TAKE_ALL = script(`${NOW}
local wait, left = 0, {}
for i, key in ipairs(KEYS) do
  local burst, pace = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local known = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = burst
  if known[1] then tokens = math.min(burst, known[1] + math.max(0, now - known[2]) / 1000 * pace) end
  if tokens < 1 then wait = math.max(wait, math.ceil((1 - tokens) / pace * 1000)) end
  left[i] = tokens - 1
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local burst, pace = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  redis.call('HSET', key, 'tokens', string.format('%.6f', left[i]), 'at', string.format('%.0f', now))
  redis.call('PEXPIRE', key, string.format('%.0f', math.ceil((burst - left[i]) / pace * 1000) + 1000))
end
return 0
`);

/** Runs a script by its hash; a Redis that does not know it yet is told the whole of it. */
export async function runScript(
  line: RedisLine,
  { body, sha }: Script,
  keys: readonly string[],
  parameters: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await line.send('evalsha', sha, keys.length, ...keys, ...parameters);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return line.send('eval', body, keys.length, ...keys, ...parameters);
  }
}
