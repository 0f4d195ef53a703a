import type { Script } from './connection.ts'

/**
 * One batch, all or nothing. Everything that may refuse comes before the first write, and the first write is the log itself,
 * so that a Redis out of memory or disk refuses the whole. What is news was decided outside (rules.ts), on pages of latest
 * values that must still be as they were read or left by us: each carries the mark of who wrote it last.
 *
 * KEYS  epoch, log, answer, lease, last runs, last good runs, runs of the source, its beats, feeds, then the pages, then for
 *       each page the set of its feed's pages
 * ARGV  see `publishArguments` in publish.ts
 */
export const PUBLISH: Script = {
  name: 'iocPublish',
  lua: `
local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return {'epoch'} end
if ARGV[3] ~= '' then
  local answer = call('GET', KEYS[3])
  if answer then
    local cut = string.find(answer, '\\n', 1, true) or 0
    if string.sub(answer, 1, cut - 1) == ARGV[3] then return {'repeated', string.sub(answer, cut + 1)} end
    return {'conflict'}
  end
end
if ARGV[5] ~= '' then
  local held = call('GET', KEYS[4])
  if not held or string.match(held, '^%d+') ~= ARGV[5] then return {'fenced'} end
end
if ARGV[2] == '1' then return {'full'} end

local pages = tonumber(ARGV[11])
local marks, numbers, counts, entries = 11, 11 + pages, 11 + 2 * pages, 11 + 3 * pages
for i = 1, pages do
  if (call('HGET', KEYS[9 + i], 'v') or '') ~= ARGV[marks + i] then return {'stale'} end
end

local cursor = call('XADD', KEYS[2], '*', 'r', ARGV[6], 's', ARGV[10])
for i = 1, pages do
  local count = tonumber(ARGV[counts + i])
  if count > 0 then
    call('HSET', KEYS[9 + i], unpack(ARGV, entries + 1, entries + count))
    entries = entries + count
    if ARGV[marks + i] == '' then
      local feed, number = string.match(ARGV[numbers + i], '^(.*):(%d+)$')
      call('SADD', KEYS[9], feed)
      call('SADD', KEYS[9 + pages + i], number)
    end
  end
end
if ARGV[3] ~= '' then call('SET', KEYS[3], ARGV[3] .. '\\n' .. ARGV[6], 'PX', ARGV[4]) end
call('XADD', KEYS[7], 'MAXLEN', '~', '1000', '*', 'r', ARGV[6])
call('HSET', KEYS[5], ARGV[9], ARGV[6])
if ARGV[7] == '1' then
  call('HSET', KEYS[6], ARGV[9], ARGV[6])
  if call('HINCRBY', KEYS[8], ARGV[8], 1) == 1 then
    for _, halfHour in ipairs(call('HKEYS', KEYS[8])) do
      if tonumber(halfHour) <= tonumber(ARGV[8]) - 96 then call('HDEL', KEYS[8], halfHour) end
    end
  end
end
return {'written', cursor}
`,
}
