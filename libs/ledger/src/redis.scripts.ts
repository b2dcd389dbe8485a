import { createHash } from 'node:crypto';

/** Runs atomically in the server; Redis 6.2 suffices. */
export interface Script {
  lua: string;
  sha: string;
}

const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/**
 * KEYS: head, outputs, then the hash of each group.
 * ARGV: expected position, position, then counted lists: the outputs; per group id and value of each state to set, and
 * the ids to delete. Replies nil, or the position found when it is another.
 *
 * A thousand arguments per command: Lua's unpack has a limit near 8,000.
 */
export const commitScript = script(`
local head, outputs = KEYS[1], KEYS[2]
local found = redis.call('HGET', head, 'position') or '0'
if found ~= ARGV[1] then return found end
local at = 3
local function apply(command, key)
  local last = at + tonumber(ARGV[at])
  for first = at + 1, last, 1000 do
    redis.call(command, key, unpack(ARGV, first, math.min(first + 999, last)))
  end
  at = last + 1
end
redis.call('HINCRBY', head, 'lastOutput', ARGV[at])
apply('RPUSH', outputs)
for group = 3, #KEYS do
  apply('HSET', KEYS[group])
  apply('HDEL', KEYS[group])
end
redis.call('HSET', head, 'position', ARGV[2])
return false`);

/** KEYS: head, outputs. ARGV: limit. Replies the id through which outputs were forgotten, and the oldest that follow. */
export const outputsScript = script(`
return { redis.call('HGET', KEYS[1], 'forgotten') or '0', redis.call('LRANGE', KEYS[2], 0, ARGV[1] - 1) }`);

/** KEYS: head, outputs. ARGV: the id to forget through. */
export const forgetScript = script(`
local head = redis.call('HMGET', KEYS[1], 'lastOutput', 'forgotten')
local forgotten = tonumber(head[2] or '0')
local through = math.min(tonumber(ARGV[1]), tonumber(head[1] or '0'))
if through <= forgotten then return false end
redis.call('LTRIM', KEYS[2], through - forgotten, -1)
redis.call('HSET', KEYS[1], 'forgotten', string.format('%.0f', through))
return false`);

/** KEYS: documents. ARGV: name, value, and the expected value if one is expected. Replies whether it was written. */
export const replaceScript = script(`
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found ~= (ARGV[3] or false) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1`);
